/** Nothing that the schema knows. */
export function attack() {
  return {
    text: { toString: () => "x" },
    other: Symbol("s"),
    $typeName: 7,
    $unknown: [{ no: -1, wireType: 99, data: "x" }],
  };
}
