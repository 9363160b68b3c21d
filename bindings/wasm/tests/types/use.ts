// Compiled by `tsc --strict`, never run: what the declarations allow and what they refuse.

import {
  CalendarError,
  GongkaiError,
  InputError,
  InternalError,
  calendar,
  call,
  callJson,
  init,
  initSync,
  law,
  ready,
} from "gongkai";

await init({ procedures: true, domain: new URL("file:///a.wasm") });
initSync({ domain: new Uint8Array() });
const loaded: boolean = ready("procedures");

const due = calendar.deadline({ from: "2026-11-02", period: "20wd" });
const day: string = due.due;
const steps: readonly unknown[] = due.trail;
const certainty: "published" | "projected" = due.certainty;
const found: string = callJson("calendar.day", "{}");
const any: unknown = call("calendar.day", { date: day });
law.terms();

// @ts-expect-error a field that there is not
calendar.deadline({ from: "2026-11-02", period: "20wd", form: 1 });
// @ts-expect-error a field that is missing
calendar.deadline({ period: "20wd" });
// @ts-expect-error a date is a text
calendar.day({ date: new Date() });
// @ts-expect-error a value of another type
calendar.addWorkdays({ date: "2026-11-02", n: "3" });
// @ts-expect-error a name of the contract, not of JavaScript
calendar.add_workdays({ date: "2026-11-02", n: 3 });

try {
  calendar.day({ date: day });
} catch (error) {
  if (error instanceof CalendarError) {
    const code: CalendarError["code"] = error.code;
    // @ts-expect-error no such code
    const none: CalendarError["code"] = "nonsense";
    console.log(code, none, error.citations, error.help);
  } else if (error instanceof InputError) {
    const path: string = error.path;
    console.log(path);
  } else if (error instanceof InternalError || error instanceof GongkaiError) {
    console.log(error.messageEn);
  }
}

console.log(loaded, steps, certainty, found, any);
