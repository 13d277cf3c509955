/** Timers, counters and groups of the console are memory too. */
export function attack() {
  for (let n = 0; ; n++) {
    console.count(`label ${n}`);
    console.time(`label ${n}`);
    console.group(`label ${n}`);
  }
}
