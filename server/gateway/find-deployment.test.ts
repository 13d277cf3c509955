import { describe, expect, test } from "vitest";
import { findDeployment, isDeploymentId, namesDeployment } from "./find-deployment.ts";

const id = "abcdefghijklmnopqrstuvwx27";

describe("a deployment is named", () => {
  test("by the path, before anything else", () => {
    const address = findDeployment("/d/echo/a.B/C?connect=v1", "other", `${id}.example.com`);
    expect(address).toEqual({ id: "echo", path: "/a.B/C", query: "?connect=v1" });
  });

  test("by metadata, before the authority", () => {
    expect(findDeployment("/a.B/C", "echo", `${id}.example.com`).id).toBe("echo");
  });

  test("by the first label of the authority", () => {
    expect(findDeployment("/a.B/C", "", `${id}.example.com:443`).id).toBe(id);
    expect(namesDeployment(undefined, `${id}.localhost:3000`)).toBe(true);
  });

  test("by nothing else: hosts and addresses are no ids", () => {
    for (const authority of [
      "127.0.0.1:3000",
      "localhost:3000",
      "playground.example.com",
      "a1.localhost",
      id,
      "[::1]:3000",
    ]) {
      expect(findDeployment("/a.B/C", "", authority).id).toBe("");
      expect(namesDeployment(undefined, authority)).toBe(false);
    }
  });

  test("without a method, with the path /", () => {
    expect(findDeployment("/d/echo", "", "x")).toEqual({ id: "echo", path: "/", query: "" });
  });
});

test.each(["", "a/b", "..", "a b", "x".repeat(65), "\u00e9", "a\0"])("%j cannot be an id", (text) => {
  expect(isDeploymentId(text)).toBe(false);
});
