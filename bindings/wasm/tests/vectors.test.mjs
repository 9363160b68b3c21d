// The vectors in Node, and what the functions look like from JavaScript.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";

import { operations, vectorFiles } from "./support/files.mjs";
import { packageFolder } from "./support/package.mjs";
import { runVectors } from "./support/vectors.mjs";

const load = (file) => import(pathToFileURL(join(packageFolder(), file)));
const lib = await load("node.js");
const keys = await load("keys.js");

test("every vector", () => {
  const { calls, slices, wrong, skipped } = runVectors(lib, keys, vectorFiles());
  assert.equal(wrong.length, 0, wrong.slice(0, 10).join("\n"));
  assert.ok(calls > 1000, `${calls} calls`);
  assert.ok(slices > 100, `${slices} texts`);
  // What has vectors and is on the contract is run.
  const known = new Set(operations());
  assert.deepEqual(skipped.filter((name) => known.has(name)), []);
});

test("every operation of the contract has a function", () => {
  for (const name of operations()) {
    const [family, method] = name.split(".");
    const space = lib[family === "case" ? "cases" : family];
    const camel = method.replace(/_([a-z0-9])/g, (_, c) => c.toUpperCase());
    assert.equal(typeof space?.[camel], "function", name);
    // It is in one of the modules: a request that is none gets another answer than a name that
    // is none.
    assert.throws(() => lib.callJson(name, "[]"), { code: "bad_request" }, name);
  }
});

test("names are those of JavaScript, the keys of maps stay", () => {
  const day = lib.calendar.day({ date: "2026-10-01" });
  assert.equal(day.workday, false);
  const extent = lib.calendar.extent();
  assert.match(extent.firstDay, /^\d{4}-\d\d-\d\d$/);
  assert.equal(extent.first_day, undefined);
  const due = lib.calendar.deadline({ from: "2026-11-02", period: "20wd", lang: "en" });
  // Four weeks without a holiday.
  assert.equal(due.due, "2026-11-30");
});

test("errors have a class and a code", () => {
  assert.throws(
    () => lib.calendar.day({ date: "1901-01-01" }),
    (error) => {
      assert.ok(error instanceof lib.CalendarError);
      assert.ok(error instanceof lib.GongkaiError);
      assert.ok(error instanceof Error);
      assert.equal(error.code, "before_records");
      assert.equal(error.path, "/date");
      assert.ok(error.message.length > 0 && error.messageEn.length > 0);
      return true;
    },
  );
});

test("working days by way of numbers are those of the contract", () => {
  const slow = (operation, request) => JSON.parse(lib.callJson(operation, JSON.stringify(request)));
  const dates = ["2008-05-01", "2019-12-31", "2024-02-28", "2026-02-14", "2026-11-02"];
  // Where the calendar ends, both ways have to say so.
  const attempt = (job) => {
    try {
      return job();
    } catch (error) {
      return error.code;
    }
  };
  const same = (method, operation, request) =>
    assert.deepEqual(
      attempt(() => method(request)),
      attempt(() => slow(operation, request)),
      JSON.stringify(request),
    );
  const { addWorkdays, isWorkday, workdaysBetween } = lib.calendar;
  for (const date of dates) {
    same(isWorkday, "calendar.is_workday", { date });
    for (const n of [-250, -20, -1, 0, 1, 5, 20, 60, 250]) {
      same(addWorkdays, "calendar.add_workdays", { date, n });
    }
    for (const to of dates) same(workdaysBetween, "calendar.workdays_between", { from: date, to });
  }
  assert.equal(attempt(() => addWorkdays({ date: "2008-05-01", n: -250 })), "before_records");
});
