import { expect, test } from "vitest";
import { countMessages } from "./count-messages.ts";

function envelope(flags: number, length: number): number[] {
  return [flags, 0, 0, length >> 8, length & 255, ...Array.from({ length }, () => 7)];
}

const bytes = new Uint8Array([
  ...envelope(0, 3),
  ...envelope(1, 300),
  ...envelope(0, 0),
  ...envelope(2, 2),
  ...envelope(128, 9),
]);

test.each([1, 2, 5, 7, 1_000])(
  "messages are counted whole in chunks of %i bytes, the end of the stream is none",
  async (size) => {
    const sizes: number[] = [];
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.slice(index * size, (index + 1) * size),
    );
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    const passed = countMessages(body, (length) => sizes.push(length));
    expect(new Uint8Array(await new Response(passed).arrayBuffer())).toEqual(bytes);
    expect(sizes).toEqual([3, 300, 0]);
  },
);
