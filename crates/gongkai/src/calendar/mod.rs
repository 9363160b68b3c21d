//! Floor 1: working days and deadlines (工作日历与期限).
