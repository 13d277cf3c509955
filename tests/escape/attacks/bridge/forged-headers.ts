/** Headers that would end the response early or speak for the site, by way of a Headers object that lies. */
export function attack(_: unknown, context: any) {
  const pairs = [
    ["transfer-encoding", "chunked"],
    ["content-length", "1"],
    ["set-cookie", "evil=1"],
    ["access-control-allow-origin", "https://evil.example"],
    ["content-security-policy", "evil"],
    ["location", "https://evil.example"],
    ["x-fine", "yes"],
  ];
  (Headers.prototype as any)[Symbol.iterator] = function* () {
    yield* pairs;
  };
  (Headers.prototype as any).entries = (Headers.prototype as any)[Symbol.iterator];
  (Headers.prototype as any).forEach = (visit: any) => {
    for (const [name, value] of pairs) visit(value, name);
  };
  for (const [name, value] of [
    ...pairs,
    ["x-split", "a\r\nx-evil: 1"],
    ["x evil\n", "1"],
    [":status", "101"],
  ]) {
    try {
      context.responseHeader.set(name, value);
    } catch {
      // Refused at once.
    }
  }
  return { text: "answered" };
}
