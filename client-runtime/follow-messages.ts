/**
 * Passes a stream on and tells how it ended: when its last message was taken, when it failed, or when the visitor's code
 * stops reading. `end` follows in any case, after `fail` too.
 */
export async function* followMessages<Message>(
  messages: AsyncIterable<Message>,
  end: (last: Message | undefined) => void,
  fail: (error: unknown) => void,
): AsyncGenerator<Message, void> {
  let last: Message | undefined;
  try {
    for await (const message of messages) {
      last = message;
      yield message;
    }
  } catch (error) {
    fail(error);
    throw error;
  } finally {
    end(last);
  }
}
