// The names of what the library gives as codes, and days as a reader writes them.

import type { calendar, catalogue, duty, finding, request } from "gongkai";

export const severityName: Record<finding.Severity, string> = {
  error: "错误",
  warning: "警告",
  info: "提示",
};

export const levelName: Record<catalogue.Level, string> = {
  county: "县级",
  township: "乡镇（街道）",
  village: "村（社区）",
};

export const modeName: Record<catalogue.Mode, string> = {
  proactive: "主动公开",
  on_request: "依申请公开",
  withheld: "不予公开",
};

export const channelName: Record<catalogue.Channel, string> = {
  government_website: "政府网站",
  gazette: "政府公报",
  weibo_wechat_app: "两微一端",
  press_conference_hearing: "发布会、听证会",
  broadcast: "广播电视",
  print_media: "纸质媒体",
  reading_point: "公开查阅点",
  service_centre: "政务服务中心",
  convenience_station: "便民服务站",
  household_onsite: "入户、现场",
  notice_board: "社区、企事业单位、村公示栏（电子屏）",
  targeted_push: "精准推送",
  other: "其他",
};

export const intakeName: Record<request.Intake, string> = {
  in_person: "当面提交",
  signed_mail: "签收邮寄",
  ordinary_mail: "平常信函",
  internet: "网上提交、电子邮件",
  fax: "传真",
};

export const dutyStatusName: Record<duty.DutyTold["status"], string> = {
  met: "已公开",
  met_late: "已公开，逾期",
  open: "未到期",
  overdue: "已逾期",
  upcoming: "尚未开始",
  missing: "缺项",
  not_assessable: "无法判断",
};

export function certaintyNote(certainty: calendar.Certainty | null | undefined): string {
  return certainty === "projected" ? "当年放假安排尚未公布，日期按法定节假日推算" : "";
}

export function audience(of: catalogue.Audience): string {
  switch (of.scope) {
    case "public":
      return "全社会";
    case "specific":
      return `特定群众：${of.group}`;
    case "public_and_specific":
      return `全社会；特定群众：${of.group}`;
  }
}

/** How a row of the catalogue is known, where that has to be said. */
export function attested(matter: catalogue.MatterView): string {
  const told: string[] = [];
  if (matter.certainty === "memory") told.push("本行凭记忆录入，未核对原文");
  if (matter.certainty === "second_hand") told.push("本行取自转述，未核对原文");
  if (matter.defaultRule) told.push("时限或依据未见明文，按条例的一般规定填写");
  return told.join("；");
}

const WEEKDAYS = "日一二三四五六";

/** `2026年11月2日（星期一）`. */
export function day(iso: string): string {
  const [year = 0, month = 0, date = 0] = iso.split("-").map(Number);
  const weekday = WEEKDAYS[new Date(Date.UTC(year, month - 1, date)).getUTCDay()];
  return `${year}年${month}月${date}日（星期${weekday}）`;
}

/** Today where the reader is. */
export function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** How many calendar days lie between two days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** `还有3天`, `就是今天`, `已过3天`. */
export function distance(asOf: string, to: string): string {
  const days = daysBetween(asOf, to);
  if (days > 0) return `还有${days}天`;
  return days === 0 ? "就在当天" : `已过${-days}天`;
}
