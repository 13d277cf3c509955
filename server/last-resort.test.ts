import { expect, test, vi } from "vitest";
import { createLastResort } from "./last-resort.ts";
import { createLog } from "./log.ts";
import { inConnectionScope } from "./port/connection-scope.ts";

function lastResort() {
  const lines: string[] = [];
  const end = vi.fn();
  return {
    lines,
    end,
    handle: createLastResort(
      createLog("info", (line) => lines.push(line)),
      end,
    ),
  };
}

test("a bug of ours is logged with its stack and ends the process", () => {
  const { lines, end, handle } = lastResort();
  handle(new Error("a bug"));
  expect(end).toHaveBeenCalledOnce();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "").error).toMatchObject({
    message: "a bug",
    stack: expect.stringContaining("at "),
  });
});

test("the same bug in a timer that a connection started does not", async () => {
  const { lines, end, handle } = lastResort();
  await inConnectionScope(
    () =>
      new Promise<void>((resolve) => {
        setTimeout(() => {
          handle(new Error("a bug"));
          resolve();
        }, 0);
      }),
  );
  expect(end).not.toHaveBeenCalled();
  expect(lines).toHaveLength(1);
});

test("a broken connection does not", () => {
  const { end, handle } = lastResort();
  handle(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
  expect(end).not.toHaveBeenCalled();
});

test("somebody threw what is no error", () => {
  const { lines, end, handle } = lastResort();
  handle(undefined);
  expect(end).toHaveBeenCalledOnce();
  expect(lines[0]).toContain("uncaught");
});
