import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { InlineText, plainText } from "./inline-text.tsx";

test("code stands between backticks and emphasis between stars", () => {
  const html = renderToStaticMarkup(<InlineText>{"When you *call* it, not at `await a * b`."}</InlineText>);
  expect(html.replaceAll(/<\/?span>/g, "")).toBe(
    "When you <em>call</em> it, not at <code>await a * b</code>.",
  );
});

test("a star alone is a star", () => {
  expect(plainText("2 * 3 * 4")).toBe("2 * 3 * 4");
  expect(plainText("`for` and *then*")).toBe("for and then");
});
