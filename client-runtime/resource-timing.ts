/** What the browser measured of one request, ms on the worker's clock. */
export type RequestTiming = {
  /** The request left; 0 where the browser hides it. */
  readonly requestStart: number;
  readonly responseEnd: number;
  /** From the call to the request: waited for one of the browser's connections, and for the CORS preflight. */
  readonly connectionWait: number;
  /** `http/1.1`, `h2`, or empty when hidden. */
  readonly httpVersion: string;
};

export type TimingWatch = {
  /** The URL to request, by which the entry will be found. Call right before the request. */
  tag(url: string, key: string): string;
  /** Looks for an entry now, for callers that let no observer run. */
  look(): void;
  close(): void;
};

type Expected = { readonly key: string; readonly atMs: number };

/**
 * Reports the Resource Timing entry of every tagged request. A request is told from others to the same URL by its
 * fragment, which never leaves the browser and which Chromium keeps in the entry's name. Where the fragment is lost, it
 * is the earliest request to that URL that began no later than the entry.
 */
export function watchResourceTiming(report: (key: string, timing: RequestTiming) => void): TimingWatch {
  const expected = new Map<string, Expected[]>();
  // The buffer of 250 entries would be full after a few runs; the observer sees also what does not fit.
  performance.setResourceTimingBufferSize(10_000);

  const accept = (entries: readonly PerformanceEntry[]) => {
    for (const entry of entries as readonly PerformanceResourceTiming[]) {
      const found = takeExpected(expected, entry);
      if (found !== undefined) report(found.key, toTiming(entry));
    }
  };
  const observer = new PerformanceObserver((list) => accept(list.getEntries()));
  observer.observe({ type: "resource" });
  return {
    tag(url, key) {
      const waiting = expected.get(url) ?? [];
      waiting.push({ key, atMs: performance.now() });
      expected.set(url, waiting);
      return `${url}#${key}`;
    },
    look: () => accept(observer.takeRecords()),
    close: () => observer.disconnect(),
  };
}

function takeExpected(
  expected: Map<string, Expected[]>,
  entry: PerformanceResourceTiming,
): Expected | undefined {
  const [url = "", key] = entry.name.split("#", 2);
  const waiting = expected.get(url) ?? [];
  const index = waiting.findIndex((one) =>
    key === undefined ? one.atMs <= entry.startTime + 1 : one.key === key,
  );
  return index < 0 ? undefined : waiting.splice(index, 1)[0];
}

function toTiming(entry: PerformanceResourceTiming): RequestTiming {
  const { startTime, requestStart, responseEnd, nextHopProtocol } = entry;
  const connectionWait = requestStart === 0 ? 0 : requestStart - startTime;
  return { requestStart, responseEnd, connectionWait, httpVersion: nextHopProtocol };
}
