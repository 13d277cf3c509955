/**
 * Erlang's loss formula B(c, a): the share of calls that find all c workers busy and are lost, when `offered` = λ·E[S] calls
 * would be served at once. By the recursion B(0) = 1, B(k) = aB/(k + aB) (Erlang 1917), which neither overflows nor
 * subtracts. `workers` is a whole number ≥ 0.
 */
export function erlangB(offered: number, workers: number): number {
  let blocked = 1;
  for (let k = 1; k <= workers; k++) blocked = (offered * blocked) / (k + offered * blocked);
  return blocked;
}
