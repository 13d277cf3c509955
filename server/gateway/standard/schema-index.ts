import { type DescFile, toBinary } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";

type IndexedFile = { readonly bytes: Uint8Array; readonly imports: readonly string[] };

/** Bytes that a name takes in the index, roughly. */
const nameBytes = 300;

/**
 * Where a schema says what: by file, by full name, by extension. It keeps every file's descriptor as the bytes it came in,
 * so that options which nobody here knows reach the reader unchanged. What two files define belongs to the first.
 */
export class SchemaIndex {
  readonly #files = new Map<string, IndexedFile>();
  readonly #fileOf = new Map<string, string>();
  readonly #messages = new Map<string, Uint8Array>();
  readonly #extensions = new Map<string, Map<number, string>>();
  #bytes = 0;

  /** What it holds in memory, roughly. */
  get bytes(): number {
    return this.#bytes + this.#fileOf.size * nameBytes;
  }

  /** Adds every file of a serialised `google.protobuf.FileDescriptorSet`. Throws when it is none. */
  addSet(descriptorSet: Uint8Array): this {
    for (const file of readParts(descriptorSet, [1])[0] ?? []) this.#addFile(file);
    return this;
  }

  /** Adds generated files, the imported ones too. */
  addGenerated(files: readonly DescFile[]): this {
    for (const file of files) {
      this.addGenerated(file.dependencies);
      this.#addFile(toBinary(FileDescriptorProtoSchema, file.proto));
    }
    return this;
  }

  /**
   * The file and what it imports, the file first and then breadth first, as grpc-go answers; imports in `sent` are left out
   * and the rest is added to it. Null: there is no such file.
   */
  withImports(name: string, sent: Set<string>): Uint8Array[] | null {
    const first = this.#files.get(name);
    if (first === undefined) return null;
    sent.add(name);
    const answered = [first.bytes];
    // A set keeps the order in which it grows, and a loop over it sees what is added on the way.
    const reached = new Set([name]);
    for (const path of reached) {
      const file = this.#files.get(path);
      if (file === undefined) continue;
      if (!sent.has(path)) answered.push(file.bytes);
      sent.add(path);
      for (const imported of file.imports) reached.add(imported);
    }
    return answered;
  }

  /** The file that defines a message, field, oneof, enum, enum value, service, method or extension. */
  fileOfSymbol(fullName: string): string | undefined {
    const path = this.#fileOf.get(fullName);
    return path ?? (this.#hasMember(fullName) ? this.#fileOf.get(parentOf(fullName)) : undefined);
  }

  /** Fields and oneofs, which are most of the names of a schema and hardly ever asked for, are looked for when they are. */
  #hasMember(fullName: string): boolean {
    const message = this.#messages.get(parentOf(fullName));
    if (message === undefined) return false;
    const name = fullName.slice(fullName.lastIndexOf(".") + 1);
    return readParts(message, [2, 8])
      .flat()
      .some((member) => nameOf(member) === name);
  }

  fileOfExtension(extendee: string, fieldNumber: number): string | undefined {
    return this.#extensions.get(extendee)?.get(fieldNumber);
  }

  /** Ascending. Null: the type is not known. */
  extensionNumbers(extendee: string): number[] | null {
    const extensions = this.#extensions.get(extendee);
    if (extensions !== undefined) return [...extensions.keys()].sort((a, b) => a - b);
    return this.#fileOf.has(extendee) ? [] : null;
  }

  #addFile(bytes: Uint8Array): void {
    const { name, packageName, dependency, message, type, service, extension } = fileParts(bytes);
    const path = textOf(name);
    if (this.#files.has(path)) return;
    this.#bytes += bytes.length;
    this.#files.set(path, { bytes, imports: dependency.map((each) => toText(each)) });
    const scope = packageName.length === 0 ? "" : `${textOf(packageName)}.`;
    for (const each of message) this.#addMessage(each, scope, path);
    for (const each of type) this.#addEnum(each, scope, path);
    for (const each of extension) this.#addExtension(each, scope, path);
    for (const each of service) {
      const [serviceName = [], methods = []] = readParts(each, [1, 2]);
      const inner = scope + textOf(serviceName);
      this.#name(inner, path);
      for (const method of methods) this.#name(`${inner}.${nameOf(method)}`, path);
    }
  }

  #addMessage(message: Uint8Array, scope: string, path: string): void {
    const [name = [], nested = [], types = [], extensions = []] = readParts(message, [1, 3, 4, 6]);
    const fullName = scope + textOf(name);
    const inner = `${fullName}.`;
    this.#name(fullName, path);
    if (!this.#messages.has(fullName)) this.#messages.set(fullName, message);
    for (const each of nested) this.#addMessage(each, inner, path);
    for (const each of types) this.#addEnum(each, inner, path);
    for (const each of extensions) this.#addExtension(each, inner, path);
  }

  #addEnum(type: Uint8Array, scope: string, path: string): void {
    const [name = [], values = []] = readParts(type, [1, 2]);
    this.#name(scope + textOf(name), path);
    // The values of an enum are its siblings, not its children (descriptor.proto).
    for (const value of values) this.#name(scope + nameOf(value), path);
  }

  #addExtension(extension: Uint8Array, scope: string, path: string): void {
    this.#name(scope + nameOf(extension), path);
    const [extendees = [], numbers = []] = readParts(extension, [2, 3]);
    // Compilers write the whole name, with a dot in front.
    const extendee = textOf(extendees).replace(/^\./, "");
    const number = new BinaryReader(numbers.at(-1) ?? empty).int32();
    const known = this.#extensions.get(extendee) ?? new Map<number, string>();
    if (!known.has(number)) known.set(number, path);
    this.#extensions.set(extendee, known);
  }

  #name(fullName: string, path: string): void {
    if (!this.#fileOf.has(fullName)) this.#fileOf.set(fullName, path);
  }
}

function parentOf(fullName: string): string {
  return fullName.slice(0, Math.max(0, fullName.lastIndexOf(".")));
}

const decoder = new TextDecoder();
const empty = Uint8Array.of(0);

/** The fields of descriptor.proto that an index needs, by their numbers there. */
function fileParts(file: Uint8Array) {
  const [
    name = [],
    packageName = [],
    dependency = [],
    message = [],
    type = [],
    service = [],
    extension = [],
  ] = readParts(file, [1, 2, 3, 4, 5, 6, 7]);
  return { name, packageName, dependency, message, type, service, extension };
}

/**
 * What a message holds in the wanted fields, as it stands on the wire. An index of ten thousand messages needs their
 * names and nothing else: decoding all of them would keep everybody's calls waiting for several times as long.
 */
function readParts(message: Uint8Array, wanted: readonly number[]): Uint8Array[][] {
  const parts: Uint8Array[][] = wanted.map(() => []);
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    const into = parts[wanted.indexOf(field)];
    if (into === undefined) reader.skip(wireType, field);
    else if (wireType === WireType.LengthDelimited) into.push(reader.bytes());
    else {
      const from = reader.pos;
      reader.skip(wireType, field);
      into.push(message.subarray(from, reader.pos));
    }
  }
  return parts;
}

function nameOf(message: Uint8Array): string {
  return textOf(readParts(message, [1])[0] ?? []);
}

/** Of a field that is set twice the last counts. */
function textOf(values: readonly Uint8Array[]): string {
  return toText(values.at(-1) ?? new Uint8Array());
}

function toText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
