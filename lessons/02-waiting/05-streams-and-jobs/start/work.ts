import { sleep } from "playground";
import { params } from "./params";
import type { Store } from "./store";

// en: Ten steps of work; yields the percentage after each. The ledger notes when it begins and when it is done.
// zh: 十步活：每做完一步给出百分比。何时开工、何时完工，都记在账上。
export async function* work(job: string, from: number, store: Store) {
  await store.testify("begun", job);
  for (let percent = from + 10; percent <= 100; percent += 10) {
    await sleep(params.stepMs);
    if (percent === 100) await store.testify("done", job);
    yield percent;
  }
}

export const progressOf = (job: string, percent: number) => ({
  percent,
  result: percent === 100 ? `${params.word}: ${job}` : "",
});
