/** Thousands of rows that hold each other, for every way to print them. */
export function attack() {
  const giant: any = {};
  for (let count = 0; count < 20_000; count++) giant[`k${count}`] = { count, giant };
  const rows: unknown[] = Object.values(giant);
  rows.push(rows);
  console.table(rows);
  console.table(new Map([[rows, rows]]));
  console.dir(giant, { depth: Infinity });
  console.log("%o", giant);
  return { text: "logged" };
}
