import { expect, test } from "vitest";
import { createPlaces } from "./places.ts";

test("a visitor has so many places at once, and gets them back", () => {
  const places = createPlaces(2);
  const [first, second] = [places.take("ada"), places.take("ada")];
  expect([first, second, places.take("ada")]).toEqual([expect.any(Function), expect.any(Function), null]);
  first?.();
  expect(places.take("ada")).not.toBeNull();
  expect(places.take("ada")).toBeNull();
});

test("visitors do not take each other's places", () => {
  const places = createPlaces(1);
  places.take("ada");
  expect(places.take("bob")).not.toBeNull();
});

test("a place given back twice is given back once", () => {
  const places = createPlaces(2);
  const [first] = [places.take("ada"), places.take("ada")];
  first?.();
  first?.();
  expect(places.take("ada")).not.toBeNull();
  expect(places.take("ada")).toBeNull();
});
