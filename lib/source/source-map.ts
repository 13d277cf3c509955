/** 1-based line and column. */
export type SourcePosition = { readonly line: number; readonly column: number };

/** From a position in generated code to the one in its source; undefined where the map says nothing. */
export type SourceMapper = (line: number, column: number) => SourcePosition | undefined;

/** A line's segments: generated column, source line, source column, all from 0 and in the order of the first. */
type Segment = readonly [generatedColumn: number, sourceLine: number, sourceColumn: number];

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digits = new Map([...alphabet].map((character, value) => [character, value]));

/**
 * Reads a source map (ECMA-426, version 3) of one source. Decodes on first use. Text that is no such map maps nothing.
 */
export function createSourceMapper(json: string): SourceMapper {
  let lines: readonly (readonly Segment[])[] | undefined;
  return (line, column) => {
    lines ??= decode(readMappings(json));
    const segment = lines[line - 1]?.findLast(([generatedColumn]) => generatedColumn <= column - 1);
    return segment && { line: segment[1] + 1, column: segment[2] + 1 };
  };
}

function readMappings(json: string): string {
  try {
    const { mappings } = JSON.parse(json) as { mappings?: unknown };
    return typeof mappings === "string" ? mappings : "";
  } catch {
    return "";
  }
}

/** Lines are separated by `;`, segments by `,`; numbers are differences, all but the generated column across lines. */
function decode(mappings: string): Segment[][] {
  let sourceLine = 0;
  let sourceColumn = 0;
  return mappings.split(";").map((line) => {
    let generatedColumn = 0;
    return line.split(",").flatMap((text): Segment[] => {
      const [columnStep = 0, , lineStep, sourceColumnStep] = decodeNumbers(text);
      generatedColumn += columnStep;
      if (lineStep === undefined || sourceColumnStep === undefined) return [];
      sourceLine += lineStep;
      sourceColumn += sourceColumnStep;
      return [[generatedColumn, sourceLine, sourceColumn]];
    });
  });
}

/** Base 64 VLQ: five bits a digit, least significant first, the sixth says "more follows"; bit 0 is the sign. */
function decodeNumbers(text: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of text) {
    const digit = digits.get(character) ?? 0;
    value += (digit & 31) << shift;
    shift += 5;
    if ((digit & 32) !== 0) continue;
    numbers.push((value & 1) === 1 ? -(value >>> 1) : value >>> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}
