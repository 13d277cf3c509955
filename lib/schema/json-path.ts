const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The path of a member below `path`: `$.name`, or `$["first-name"]` where a name needs it. */
export function memberPath(path: string, name: string): string {
  return plainName.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

/** The path of an item of a list: `$.names[2]`. */
export function itemPath(path: string, index: number): string {
  return `${path}[${index}]`;
}

/** The path of a whole document. */
export const rootPath = "$";
