import { Int32Histogram } from "hdr-histogram-js";
import type { LatencyBuckets } from "#lib/load/latency-buckets.ts";

const lowestUs = 1;
const highestUs = 60_000_000;
const digits = 3;
/** 60 s are rounded up to whole buckets; the histogram refuses what is above. */
const coveredUs = 67_108_863;

/**
 * Counts latencies in the buckets of HdrHistogram: three significant digits, counts of 32 bits (8 bits would wrap silently).
 * The one door to the library, whose edges are made safe here: it refuses large values, which are counted as overflow with
 * their true maximum; it accepts NaN and cuts fractions, which are refused; and its own percentiles, which may lie above the
 * largest value, are not used.
 */
export class LatencyRecorder {
  readonly #histogram = new Int32Histogram(lowestUs, highestUs, digits);
  #overflow = 0;
  #minUs = Number.POSITIVE_INFINITY;
  #maxUs = 0;
  #sumUs = 0;

  /** Whole µs, at least 0; anything else is a bug of the caller's and throws. */
  record(us: number): void {
    if (!Number.isSafeInteger(us) || us < 0) throw new RangeError(`${us} is no latency in whole µs`);
    this.#minUs = Math.min(this.#minUs, us);
    this.#maxUs = Math.max(this.#maxUs, us);
    this.#sumUs += us;
    if (us > coveredUs) this.#overflow += 1;
    else this.#histogram.recordValue(us);
  }

  /** What was recorded since the last cut, which begins anew; null: nothing. */
  cut(): LatencyBuckets | null {
    if (this.#minUs === Number.POSITIVE_INFINITY) return null;
    const taken = { overflow: this.#overflow, minUs: this.#minUs, maxUs: this.#maxUs, sumUs: this.#sumUs };
    const buckets = this.#readBuckets();
    this.#histogram.reset();
    this.#overflow = 0;
    this.#minUs = Number.POSITIVE_INFINITY;
    this.#maxUs = 0;
    this.#sumUs = 0;
    return { ...buckets, ...taken };
  }

  #readBuckets(): Pick<LatencyBuckets, "lowUs" | "highUs" | "count"> {
    const histogram = this.#histogram;
    const lowUs: number[] = [];
    const highUs: number[] = [];
    const count: number[] = [];
    if (histogram.totalCount === 0) return { lowUs, highUs, count };
    const last = histogram.countsArrayIndex(Math.min(this.#maxUs, coveredUs));
    for (let at = histogram.countsArrayIndex(this.#minUs); at <= last; at++) {
      const counted = histogram.getCountAtIndex(at);
      if (counted === 0) continue;
      const low = histogram.valueFromIndex(at);
      lowUs.push(low);
      highUs.push(histogram.highestEquivalentValue(low));
      count.push(counted);
    }
    return { lowUs, highUs, count };
  }
}
