/** How a cost may grow with n, the slowest first. */
export const complexityClasses = ["1", "log n", "√n", "n", "n log n", "n²", "n³", "2ⁿ"] as const;
export type ComplexityClass = (typeof complexityClasses)[number];

/** g(n) of t = a + b · g(n); logarithms to base 2. */
export const growthOf: Readonly<Record<ComplexityClass, (n: number) => number>> = {
  "1": () => 1,
  "log n": Math.log2,
  "√n": Math.sqrt,
  n: (n) => n,
  "n log n": (n) => n * Math.log2(n),
  "n²": (n) => n ** 2,
  "n³": (n) => n ** 3,
  "2ⁿ": (n) => 2 ** n,
};

/** Beyond this no handler that takes 2ⁿ steps ends: the class would only compete. */
const largestExponent = 48;

/** The classes that can be told apart up to a largest size. */
export function classesUpTo(largest: number): readonly ComplexityClass[] {
  return complexityClasses.filter((each) => each !== "2ⁿ" || largest <= largestExponent);
}
