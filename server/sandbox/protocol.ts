/**
 * What host and runner tell each other: frames on one socket, many frames a write. Knows no engine: the runner could
 * be another one behind the same frames. All numbers are little-endian.
 *
 *   ┌────────────┬──────┬──────────────┬───────────────────┐
 *   │ u32 length │ u8   │ u32 exchange │ payload           │   length counts the payload only
 *   │            │ kind │ (0: none)    │ `length` bytes    │
 *   └────────────┴──────┴──────────────┴───────────────────┘
 *
 * to the runner                                            to the host
 *   open      JSON OpenMessage                               ready     –  (warm, waiting for a program)
 *   ping      –                                              opened    JSON OpenedMessage
 *   request   u8 flags, u32 head, head, body                 pong      –
 *   body      u8 flags, bytes                                log       JSON VisitorLog
 *   abort     u8 index into `abortReasons`                   stopping  JSON Stop, the runner's last word
 *   credit    u32 bytes the runner may send                  mark      f64 µs, name (ASCII)
 *                                                            response  u8 flags, u16 status, u32 head, u32 trailers,
 *                                                                      head, trailers, body
 *                                                            data      bytes
 *                                                            end       u8 flags, trailers
 *                                                            received  u32 bytes the host may send
 *                                                            closed    –  (nothing of this exchange runs any more)
 *                                                            busy      JSON [from, to], µs: a turn kept the thread
 *                                                            spent     u32 µs of processor time: a turn it caused
 *                                                            heap      f64 µs, f64 bytes: what the isolate holds
 *                                                            added     u32 bytes: how much more it holds than before
 *                                                                      this call, which asked for it
 *
 * Requests that the program makes itself are the mirror image; their numbers are the runner's own, in place of an exchange.
 *   answer          u16 status, u32 head, head               dial        u8 flags, f64 T0, f64 T1, u32 cause (an exchange
 *   answerData      bytes                                                or 0), u32 head, head, body
 *   answerEnd       trailers                                 dialBody    u8 flags, bytes
 *   answerLost      –  (it broke off)                        dialAbort   –
 *   dialReceived    u32 bytes the runner may send            dialCredit  u32 bytes the host may send
 *                                                            dialDone    f64 T7, f64 T8, u8 how it went for the caller
 *
 * A head is Latin-1 text, names and values in turn, joined by line feeds; a request's begins with method, URL and
 * HTTP version. Neither side sends more than `windowBytes` of body per exchange before the other gave credit.
 */
export const kinds = {
  open: 1,
  ping: 2,
  request: 3,
  body: 4,
  abort: 5,
  credit: 6,
  answer: 7,
  answerData: 8,
  answerEnd: 9,
  answerLost: 10,
  dialReceived: 11,
  ready: 32,
  opened: 33,
  pong: 34,
  log: 35,
  stopping: 36,
  mark: 37,
  response: 38,
  data: 39,
  end: 40,
  received: 41,
  closed: 42,
  dial: 43,
  dialBody: 44,
  dialAbort: 45,
  dialCredit: 46,
  dialDone: 47,
  busy: 48,
  spent: 49,
  heap: 50,
  added: 51,
  /** Never on the socket: an answer that the runner holds is there. */
  held: 64,
} as const;

/** `last`: the body ends here. `closed`: and the handler has stopped too. */
export const flags = { last: 1, closed: 2 } as const;

export const abortReasons = ["canceled", "deadline_exceeded", "unavailable"] as const;

export const frameHeadBytes = 9;
/** Fixed part of a request's payload: flags and the head's length. */
export const requestHeadBytes = 5;
/** Fixed part of a response's payload. */
export const responseHeadBytes = 11;

/** Fixed part of an answer's payload: status and the head's length. */
export const answerHeadBytes = 6;
/** Fixed part of a dial's payload. */
export const dialHeadBytes = 25;
export const dialDoneBytes = 17;

/** Bytes of body under way without credit, per exchange and direction. */
export const windowBytes = 256 * 1024;
/** Credit is given back in steps of at least this, so that small messages cost no frames. */
export const creditStepBytes = windowBytes / 4;
/** Bodies cross in pieces of at most this. */
export const pieceBytes = 64 * 1024;
/** No frame from a runner may claim more. The host kills a runner that does. */
export const maxFrameToHostBytes = 512 * 1024;
/** A program with its source maps is the largest frame to a runner. */
export const maxFrameToRunnerBytes = 64 * 1024 * 1024;

/** Layout of the memory a runner shares with its isolate (`sharedBytes`). The words are Float64. */
export const shared = {
  /** Bytes waiting in the outbox. */
  outboxLength: 0,
  /** When the next timer is due, µs; Infinity: none. */
  nextTimerUs: 1,
  /** 1: something waits for the next turn. */
  resume: 2,
  /** Log lines that were dropped and not told of yet, and whose: an exchange, or 0 for nobody's or those of several. */
  droppedLines: 3,
  droppedOf: 4,
  /** What the turn before took of the processor, ms. */
  turnMs: 5,
  /** Whose turn it is: the exchange that caused it; 0: of none. */
  turnOf: 6,
  wordBytes: 64,
  inboxBytes: 256 * 1024,
  outboxBytes: 512 * 1024,
  scratchBytes: 256 * 1024,
} as const;

/** The `open` frame's JSON. */
export type OpenMessage = {
  readonly modules: readonly { readonly path: string; readonly code: string; readonly sourceMap: string }[];
  readonly entry: string;
  readonly kind?: string;
};

export type FrameHandler = (
  kind: number,
  exchange: number,
  bytes: Uint8Array,
  start: number,
  end: number,
) => void;

/**
 * Cuts a byte stream into frames. The returned function calls `onFrame` for every whole frame, with the payload's
 * place in a buffer: the chunk itself, or memory of its own for the one frame that crossed from chunk to chunk. It
 * throws when a length exceeds `maxBytes`.
 */
export function createFrameReader(maxBytes: number, onFrame: FrameHandler): (chunk: Uint8Array) => void {
  const head = new Uint8Array(frameHeadBytes);
  let headFilled = 0;
  /** Of the frame that crosses chunks, once its head is whole. */
  let payload: Uint8Array | null = null;
  let payloadFilled = 0;

  const payloadLength = (bytes: Uint8Array, at: number): number => {
    const length = readU32(bytes, at);
    if (length > maxBytes) throw new RangeError(`frame of ${length} bytes, at most ${maxBytes} are allowed`);
    return length;
  };
  /** Takes from the chunk what the crossing frame lacks; returns where the chunk goes on. */
  const gather = (chunk: Uint8Array, from: number): number => {
    let at = from;
    while (headFilled < frameHeadBytes && at < chunk.length) head[headFilled++] = chunk[at++] ?? 0;
    if (headFilled < frameHeadBytes) return at;
    payload ??= new Uint8Array(payloadLength(head, 0));
    const length = Math.min(payload.length - payloadFilled, chunk.length - at);
    payload.set(chunk.subarray(at, at + length), payloadFilled);
    payloadFilled += length;
    if (payloadFilled === payload.length) {
      const whole = payload;
      headFilled = 0;
      payloadFilled = 0;
      payload = null;
      onFrame(head[4] ?? 0, readU32(head, 5), whole, 0, whole.length);
    }
    return at + length;
  };

  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      const start = at + frameHeadBytes;
      const end = headFilled === 0 && start <= chunk.length ? start + payloadLength(chunk, at) : Infinity;
      if (end <= chunk.length) {
        onFrame(chunk[at + 4] ?? 0, readU32(chunk, at + 5), chunk, start, end);
        at = end;
      } else at = gather(chunk, at);
    }
  };
}

export function readU32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24)) >>>
    0
  );
}

export function writeU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

/** Writes a frame's head at `at`; the payload of `length` bytes begins `frameHeadBytes` later. */
export function writeFrameHead(
  bytes: Uint8Array,
  at: number,
  length: number,
  kind: number,
  exchange: number,
): void {
  writeU32(bytes, at, length);
  bytes[at + 4] = kind;
  writeU32(bytes, at + 5, exchange);
}

/** The `opened` frame's JSON. */
export type OpenedMessage =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly error: {
        readonly name: string;
        readonly message: string;
        readonly frames: readonly {
          readonly path: string;
          readonly line: number;
          readonly column: number;
          readonly functionName: string;
        }[];
      };
    };

/** Collects frames, so that many leave in one write. */
export type FrameBatch<Bytes extends Uint8Array> = {
  /** Appends a frame's head and returns the place of its payload, to be filled before the next call. */
  frame(kind: number, exchange: number, length: number): Bytes;
  /** Room for whole frames, to be filled before the next call. */
  room(length: number): Bytes;
  flush(): void;
};

/**
 * `write` owns the bytes until it calls `done`; then they are used again, because fresh pages for every batch cost
 * more than the copying.
 */
export function createFrameBatch<Bytes extends Uint8Array>(
  allocate: (length: number) => Bytes,
  write: (bytes: Bytes, done: () => void) => void,
): FrameBatch<Bytes> {
  const batchBytes = 128 * 1024;
  const mostFree = 4;
  const free: Bytes[] = [];
  let batch = allocate(batchBytes);
  let used = 0;

  const flush = (): void => {
    if (used === 0) return;
    const full = batch;
    write(full.subarray(0, used) as Bytes, () => {
      if (full.length === batchBytes && free.length < mostFree) free.push(full);
    });
    batch = free.pop() ?? allocate(batchBytes);
    used = 0;
  };
  const reserve = (length: number): number => {
    if (used + length > batch.length) {
      flush();
      if (length > batch.length) batch = allocate(length);
    }
    used += length;
    return used - length;
  };

  return {
    frame(kind, exchange, length) {
      const at = reserve(frameHeadBytes + length);
      writeFrameHead(batch, at, length, kind, exchange);
      return batch.subarray(at + frameHeadBytes, used) as Bytes;
    },
    room(length) {
      const at = reserve(length);
      return batch.subarray(at, used) as Bytes;
    },
    flush,
  };
}
