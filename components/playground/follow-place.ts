import type { ApiClients } from "#components/api/clients.ts";

export type FollowPlaceParts = {
  readonly api: Pick<ApiClients, "line">;
  /** What the waiting requests carry in their `x-ticket` header. */
  readonly ticket: string;
  /** Only when it changed; 0: they do not wait. */
  onPlace(place: number): void;
  /** Resolves after so many ms, at once when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
};

/** Most requests are answered before anybody would read a place. */
const firstAskMs = 500;
const askEveryMs = 1_000;

/** Asks for the place in line until the signal aborts. A question that fails is asked again; never throws. */
export async function followPlace(parts: FollowPlaceParts, signal: AbortSignal): Promise<void> {
  const { api, ticket, onPlace, pause } = parts;
  let last = 0;
  const tell = (place: number) => {
    if (place === last) return;
    last = place;
    onPlace(place);
  };
  for (let pauseMs = firstAskMs; ; pauseMs = askEveryMs) {
    await pause(pauseMs, signal);
    if (signal.aborted) break;
    const place = await api.line.getPlace({ ticket }, { signal }).then(
      (reply) => reply.place,
      () => last,
    );
    if (signal.aborted) break;
    tell(place);
  }
  tell(0);
}
