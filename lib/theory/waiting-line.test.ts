import { describe, expect, test } from "vitest";
import { allenCunneen } from "./allen-cunneen.ts";
import { erlangB } from "./erlang-b.ts";
import { finiteLine } from "./finite-line.ts";
import { pollaczekKhinchine } from "./pollaczek-khinchine.ts";
import { responsePercentile, responseTail, waitingLine, waitPercentile } from "./waiting-line.ts";

/** Equal to all of the printed digits. */
const expectDigits = (value: number | null | undefined, printed: string) => {
  const digits = printed.split(".")[1]?.length ?? 0;
  expect(value?.toFixed(digits)).toBe(printed);
};

describe("Erlang C (F1)", () => {
  test.each([
    [1, 0.5, "0.500000", "1.000000", "4.605170", "7.824046", "1.3863", "5.9915", "9.2103"],
    [1, 0.8, "0.800000", "4.000000", "13.862944", "21.910133", "3.4657", "14.9787", "23.0259"],
    [1, 0.9, "0.900000", "9.000000", "28.903718", "44.998097", "6.9315", "29.9573", "46.0517"],
    [1, 0.95, "0.950000", "19.000000", "58.888780", "91.077538", "13.8629", "59.9146", "92.1034"],
    [2, 0.5, "0.333333", "0.333333", "1.897120", "3.506558", "0.9744", "3.8165", "5.6660"],
    [2, 0.8, "0.711111", "1.777778", "6.637014", "10.660609", "2.0400", "7.9107", "11.9374"],
    [2, 0.9, "0.852632", "4.263158", "14.181523", "22.228712", "3.7692", "15.2972", "23.3444"],
    [4, 0.5, "0.173913", "0.086957", "0.623266", "1.427985", "0.7834", "3.1497", "4.7642"],
    [4, 0.7, "0.428654", "0.357212", "1.790523", "3.131721", "1.0285", "3.7525", "5.4926"],
    [4, 0.8, "0.596432", "0.745541", "3.098679", "5.110476", "1.3462", "4.7380", "6.8932"],
    [4, 0.9, "0.787753", "1.969383", "6.892905", "10.916500", "2.2545", "8.1655", "12.1932"],
    [4, 0.95, "0.891419", "4.457095", "14.403958", "22.451147", "3.9856", "15.5197", "23.5669"],
    [8, 0.8, "0.457645", "0.286028", "1.383794", "2.389693", "0.9863", "3.5084", "5.1522"],
    [8, 0.9, "0.701533", "0.876916", "3.301556", "5.313354", "1.4894", "4.9251", "7.0873"],
    [16, 0.9, "0.591343", "0.369590", "1.543984", "2.549882", "1.0780", "3.6235", "5.2698"],
    [16, 0.95, "0.780192", "0.975241", "3.434397", "5.446194", "1.5962", "5.0515", "7.2166"],
    [32, 0.9, "0.458197", "0.143186", "0.692274", "1.195223", "0.8558", "3.1848", "4.7944"],
    [64, 0.9, "0.310663", "0.048541", "0.285420", "0.536894", "0.7481", "3.0517", "4.6611"],
    [128, 0.95, "0.457787", "0.071529", "0.345997", "0.597472", "0.7733", "3.0771", "4.6865"],
  ])("%i workers at %f", (workers, utilisation, waits, meanWait, wait95, wait99, p50, p95, p99) => {
    const load = { offered: workers * utilisation, workers };
    const line = waitingLine(load);
    expectDigits(line?.waitProbability, waits);
    expectDigits(line?.meanWait, meanWait);
    expectDigits(waitPercentile(load, 0.95), wait95);
    expectDigits(waitPercentile(load, 0.99), wait99);
    expectDigits(responsePercentile(load, 0.5), p50);
    expectDigits(responsePercentile(load, 0.95), p95);
    expectDigits(responsePercentile(load, 0.99), p99);
    expect(line?.inFlight).toBeCloseTo(load.offered * ((line?.meanWait ?? 0) + 1), 12);
  });

  test("one queue for eight workers waits a tenth of what eight queues do", () => {
    const pooled = waitingLine({ offered: 7.2, workers: 8 })?.meanWait ?? 0;
    const apart = waitingLine({ offered: 0.9, workers: 1 })?.meanWait ?? 0;
    expectDigits(pooled, "0.8769");
    expectDigits(apart / pooled, "10.3");
  });

  test("has no steady state at or beyond capacity", () => {
    expect(waitingLine({ offered: 4, workers: 4 })).toBeNull();
    expect(waitPercentile({ offered: 5, workers: 4 }, 0.5)).toBeNull();
    expect(responsePercentile({ offered: 5, workers: 4 }, 0.5)).toBeNull();
  });

  test("nobody waits where fewer wait than the percentile leaves out", () => {
    expect(waitPercentile({ offered: 2, workers: 4 }, 0.5)).toBe(0);
  });

  test("the response tail is smooth where the spare capacity is one worker", () => {
    const near = responseTail({ offered: 3 - 1e-9, workers: 4 }, 2);
    expect(responseTail({ offered: 3, workers: 4 }, 2)).toBeCloseTo(near, 8);
  });

  test("the integral of the response tail is its mean", () => {
    const load = { offered: 3.4, workers: 4 };
    let area = 0;
    for (let step = 0; step < 60_000; step++) area += responseTail(load, (step + 0.5) * 1e-3) * 1e-3;
    expect(area).toBeCloseTo(waitingLine(load)?.meanResponse ?? 0, 5);
  });
});

describe("M/G/1 (F2)", () => {
  test.each([
    [0.8, 0, 2],
    [0.8, 0.25, 2.5],
    [0.8, 1, 4],
    [0.8, 4, 10],
    [0.8, 10, 22],
    [0.9, 0, 4.5],
    [0.9, 0.25, 5.625],
    [0.9, 1, 9],
    [0.9, 4, 22.5],
    [0.9, 10, 49.5],
  ])("at %f with C² = %f waits %f", (utilisation, serviceC2, wait) => {
    expect(pollaczekKhinchine(utilisation, serviceC2)).toBeCloseTo(wait, 12);
    // The approximation for any arrivals is exact here.
    expect(allenCunneen({ offered: utilisation, workers: 1 }, 1, serviceC2)).toBeCloseTo(wait, 12);
  });

  test("is not defined at capacity", () => {
    expect(pollaczekKhinchine(1, 1)).toBeNull();
    expect(allenCunneen({ offered: 2, workers: 2 }, 1, 1)).toBeNull();
  });
});

describe("a line with an end (F2)", () => {
  test.each([
    [0.8, 5, "0.088819"],
    [0.8, 10, "0.023493"],
    [1, 10, "0.090909"],
    [1.2, 50, "0.166682"],
    [2, 50, "0.500000"],
  ])("one worker at %f with %i places loses %s", (offered, places, loss) => {
    expectDigits(finiteLine({ offered, workers: 1, places }).loss, loss);
  });

  test.each([
    [3.6, 8, "0.096636", "0.332038"],
    [3.6, 20, "0.016805", "1.195000"],
    [6, 20, "0.333481", "3.503082"],
  ])("four workers offered %f with %i places lose %s and wait %s", (offered, places, loss, wait) => {
    const line = finiteLine({ offered, workers: 4, places });
    expectDigits(line.loss, loss);
    expectDigits(line.meanWait, wait);
    // Little's law for those who were let in.
    expect(line.inFlight).toBeCloseTo(line.throughput * (line.meanWait + 1), 9);
  });

  test("without a line is Erlang B, and with an endless one Erlang C", () => {
    expect(finiteLine({ offered: 7, workers: 9, places: 9 }).loss).toBeCloseTo(erlangB(7, 9), 12);
    const endless = finiteLine({ offered: 7, workers: 9, places: 2_000 });
    expect(endless.loss).toBeLessThan(1e-30);
    expect(endless.meanWait).toBeCloseTo(waitingLine({ offered: 7, workers: 9 })?.meanWait ?? 0, 9);
  });

  test("does not overflow far beyond capacity", () => {
    expect(finiteLine({ offered: 1_000, workers: 1, places: 10_000 }).loss).toBeCloseTo(0.999, 9);
  });
});
