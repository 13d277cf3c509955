// en: One round is arithmetic and nothing else: microseconds in which the thread can do nothing else.
// zh: 一轮只有算术：这几微秒里，线程做不了别的事。
export function stir(state: number): number {
  let stirred = state;
  for (let step = 0; step < 4_000; step++) {
    stirred = (Math.imul(stirred, 1_664_525) + 1_013_904_223) | 0;
  }
  return stirred;
}

// en: The number that a password starts from.
// zh: 一个密码从哪个数算起。
export function seedOf(password: string): number {
  let seed = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(password)) seed = Math.imul(seed ^ byte, 0x01000193);
  return seed;
}
