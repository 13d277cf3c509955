/**
 * Built-ins captured before the visitor's code loads, for the code that writes frames, runs timers and keeps limits:
 * whoever overrides `Map.prototype.get` changes their own program and not this bridge.
 */
type Uncurried = <This, Args extends readonly unknown[], Result>(
  method: (this: This, ...args: Args) => Result,
) => (self: This, ...args: Args) => Result;

const { bind, call } = Function.prototype;
const uncurryThis = bind.bind(call) as unknown as Uncurried;

export const typedArraySet = uncurryThis(Uint8Array.prototype.set) as (
  self: Uint8Array,
  from: Uint8Array,
  at?: number,
) => void;
export const subarray = uncurryThis(Uint8Array.prototype.subarray) as (
  self: Uint8Array,
  start: number,
  end?: number,
) => Uint8Array;
export const split = uncurryThis(String.prototype.split) as unknown as (
  self: string,
  separator: string,
) => string[];
export const charCodeAt = uncurryThis(String.prototype.charCodeAt);
export const slice = uncurryThis(String.prototype.slice);
export const arrayPush = uncurryThis(Array.prototype.push) as <Item>(self: Item[], item: Item) => number;
export const arrayShift = uncurryThis(Array.prototype.shift) as <Item>(self: Item[]) => Item | undefined;
export const arrayPop = uncurryThis(Array.prototype.pop) as <Item>(self: Item[]) => Item | undefined;
export const mapGet = uncurryThis(Map.prototype.get) as <Key, Value>(
  self: Map<Key, Value>,
  key: Key,
) => Value | undefined;
export const mapSet = uncurryThis(Map.prototype.set) as <Key, Value>(
  self: Map<Key, Value>,
  key: Key,
  value: Value,
) => void;
export const mapDelete = uncurryThis(Map.prototype.delete) as <Key, Value>(
  self: Map<Key, Value>,
  key: Key,
) => boolean;
export const mapForEach = uncurryThis(Map.prototype.forEach) as <Key, Value>(
  self: Map<Key, Value>,
  visit: (value: Value, key: Key) => void,
) => void;
export const promiseThen = uncurryThis(Promise.prototype.then) as <Value>(
  self: Promise<Value>,
  onValue: (value: Value) => void,
  onError: (error: unknown) => void,
) => Promise<void>;
export const fromCharCodes = bind.call(Reflect.apply, undefined, String.fromCharCode, undefined) as (
  codes: Uint8Array,
) => string;
