import { sleep } from "playground";
import type { ListRequest } from "./gen/reports_pb";
import { params } from "./params";

let read = 0;

// en: How many rows were read in this process.
// zh: 这个进程里读过多少行。
export const rowsRead = () => read;

export const rowAt = (index: number, bytes = 0) => ({
  index,
  text: `${params.word}-${index}`.padEnd(bytes, "."),
});

// en: Reads rows from the disk one by one: the first at once, each further one after `everyMs`.
// zh: 从磁盘一行一行地读：第一行马上就有，之后每隔 `everyMs` 一行。
export async function* readRows({ rows, rowBytes, everyMs }: ListRequest) {
  for (let index = 0; index < rows; index += 1) {
    if (index > 0 && everyMs > 0) await sleep(everyMs);
    read += 1;
    yield rowAt(index, rowBytes);
  }
}
