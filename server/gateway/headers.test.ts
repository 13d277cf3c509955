import { describe, expect, test } from "vitest";
import { keepResponseHeaders } from "./headers.ts";

const kept = (name: string, value: string) => keepResponseHeaders([[name, value]], 16_384);

describe("a handler's content type", () => {
  test.each([
    "application/json",
    "application/json; charset=utf-8",
    "application/proto",
    "application/connect+json",
    "application/connect+proto",
    "application/grpc",
    "application/grpc+proto",
    "application/grpc-web+json",
  ])("%s is an RPC's and stays", (type) => {
    expect(kept("content-type", type)).toEqual([["content-type", type]]);
  });

  // In a window each would be a document of this site: of several types the last counts, and whatever ends in +xml is XML.
  test.each([
    "text/html",
    "application/json, text/html",
    "application/json;, text/html",
    "application/json; charset=utf-8, text/html",
    "application/proto+xml",
    "application/connect+xml",
    "application/grpc+xml",
    "application/json+xml",
    "application/xhtml+xml",
    "application/javascript",
    "image/svg+xml",
    "application/pdf",
  ])("%s becomes bytes that nobody shows or runs", (type) => {
    expect(kept("content-type", type)).toEqual([["content-type", "application/octet-stream"]]);
  });
});

test.each([
  "content-disposition",
  "speculation-rules",
  "document-policy",
  "set-login",
  "use-as-dictionary",
  "set-cookie",
  "location",
  "access-control-allow-origin",
  "content-security-policy",
])("a handler cannot tell a browser %s", (name) => {
  expect(kept(name, "x")).toEqual([]);
});
