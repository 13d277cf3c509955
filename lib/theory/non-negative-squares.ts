/** Which of three terms take part; the first always does. */
const subsets = [[0], [0, 1], [0, 2], [0, 1, 2]] as const;

/**
 * Coefficients ≥ 0 of three terms that come nearest to y, errors divided by `scale`: the best of the four unbounded fits
 * whose coefficients are not negative. Trying all is exact and, with three, quicker than an active-set search.
 */
export function leastSquares(
  terms: readonly Float64Array[],
  y: Float64Array,
  scale: Float64Array,
): readonly number[] {
  const gram = terms.map((one) => terms.map((other) => dot(one, other, scale)));
  const right = terms.map((term) => dot(term, y, scale));
  let best: readonly number[] = [];
  let mostExplained = Number.NEGATIVE_INFINITY;
  for (const subset of subsets) {
    const solved = solve(
      subset.map((row) => subset.map((column) => gram[row]?.[column] ?? 0)),
      subset.map((row) => right[row] ?? 0),
    );
    if (solved?.every((each, at) => each >= 0 && (subset[at] !== 0 || each > 0)) !== true) continue;
    // What a solution explains of Σ y² is its product with the right side.
    const explained = solved.reduce((sum, each, at) => sum + each * (right[subset[at] ?? 0] ?? 0), 0);
    if (explained <= mostExplained) continue;
    mostExplained = explained;
    best = terms.map((_, term) => solved[(subset as readonly number[]).indexOf(term)] ?? 0);
  }
  return best;
}

function dot(a: Float64Array, b: Float64Array, scale: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] ?? 0) * (b[at] ?? 0)) / (scale[at] ?? 1) ** 2;
  return sum;
}

/** Gauss–Jordan; a matrix of products needs no pivot search. Null when its terms cannot be told apart. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] | null {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (const [column, pivot] of rows.entries()) {
    const head = pivot[column] ?? 0;
    if (!(head > 1e-12 * (matrix[column]?.[column] ?? 0))) return null;
    for (const row of rows) {
      if (row !== pivot) subtract(row, pivot, (row[column] ?? 0) / head);
    }
  }
  return rows.map((row, at) => (row[rows.length] ?? 0) / (row[at] ?? 1));
}

function subtract(row: number[], other: readonly number[], factor: number): void {
  other.forEach((each, at) => {
    row[at] = (row[at] ?? 0) - factor * each;
  });
}
