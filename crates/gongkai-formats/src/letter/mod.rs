//! Letters of a request case as files (依申请公开文书的文件).
//!
//! [`Letter::text`](gongkai::request::Letter::text) of the core gives plain text; here are DOCX,
//! to be mended and printed in an office, and HTML, to be shown, printed or sent.
//!
//! Both follow the layout of official papers (GB/T 9704—2012) as far as a letter needs it: A4,
//! its margins, 28 characters by 22 lines, title in 2号小标宋 and centred, text in 3号仿宋 with
//! paragraphs indented by two characters, signature and day to the right, page numbers below.
//! Where a font is missing, the next best of the same kind stands in. There is no red head and
//! no seal: paper and seal are the body's.

mod docx;
mod html;

pub use docx::docx;
pub use html::html;
