import { CalendarError, calendar, init } from "gongkai";

await init();
const { value, certainty } = calendar.addWorkdays({ date: "2026-11-02", n: 20 });
let refused = "";
try {
  calendar.day({ date: "1901-01-01" });
} catch (error) {
  if (error instanceof CalendarError) refused = error.code;
}
console.log(JSON.stringify({ value, certainty, refused }));
