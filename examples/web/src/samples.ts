// A draft with faults to try the page on, and the cases of the made-up township of Qinghe, which
// are built into the page.

function named(files: Record<string, unknown>): Map<string, string> {
  const entries = Object.entries(files).map(([path, text]) => {
    const name = path.replace(/^.*\//, "").replace(/\.jsonl$/, "");
    return [name, String(text)] as const;
  });
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const requestSamples = named(
  import.meta.glob("../../township/requests/*.jsonl", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);

export const reviewSamples = named(
  import.meta.glob("../../township/reviews/*.jsonl", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);

/** The day as of which the sample cases are told. */
export const SAMPLE_DAY = "2026-11-20";

export const SAMPLE_DRAFT = `关于2026年第三季度临时救助对象的公示

经个人申请、村级评议、镇民政办入户核实，现将我镇2026年第三季度临时救助对象予以予以公示，公示期为7个工作日（2026年10月12日至2026年10月32日）。

序号\t村名\t救助人数\t救助原因\t救助金额（元）
1\t柳湾村\t2\t因病\t6000
2\tXX村\t1\t意外伤害\t3000
3\t高岗村\t3\t因病\t8400

根据《中华人民共和国政府信息公开条例》第五十八条的规定，现予公开。公示期间，如有异议，请以书面或电话形式向镇⺠政办公室反映（联系电话：。

青禾镇人民政府
2026年10月12日
`;
