import { expect, test } from "vitest";
import { experimentsOf } from "./experiments-of.ts";

const starter = { experiments: [{ name: "row", title: "row" }] };
const found = [
  { name: "row", title: "Ten items" },
  { name: "burst", title: "All at once" },
];

test("until the server has answered there is what the starter names", () => {
  expect(experimentsOf(starter, null, { isStarter: false, isLesson: true })).toEqual(starter.experiments);
});

test("an unchanged start of a lesson offers all of its experiments, and the shown one under the lesson's title", () => {
  expect(experimentsOf(starter, found, { isStarter: true, isLesson: true })).toEqual([
    { name: "row", title: "row" },
    { name: "burst", title: "All at once" },
  ]);
});

test("an unchanged starter of the free playground knows its own, whatever was said about the sources before", () => {
  expect(experimentsOf(starter, found, { isStarter: true, isLesson: false })).toEqual(starter.experiments);
});

test("changed sources offer what was found in them", () => {
  expect(experimentsOf(starter, found, { isStarter: false, isLesson: false })).toEqual(found);
});
