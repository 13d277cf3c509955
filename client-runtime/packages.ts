import * as protobuf from "@bufbuild/protobuf";
import * as codegen from "@bufbuild/protobuf/codegenv2";
import * as reflect from "@bufbuild/protobuf/reflect";
import * as wire from "@bufbuild/protobuf/wire";
import * as wkt from "@bufbuild/protobuf/wkt";
import * as connect from "@connectrpc/connect";

/** What `client.ts` may import beside its own files, with the module `playground` of this run. The server has the same list. */
export function createPackages(playground: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ["@connectrpc/connect", asModule(connect)],
    ["@bufbuild/protobuf", asModule(protobuf)],
    ["@bufbuild/protobuf/codegenv2", asModule(codegen)],
    ["@bufbuild/protobuf/reflect", asModule(reflect)],
    ["@bufbuild/protobuf/wire", asModule(wire)],
    ["@bufbuild/protobuf/wkt", asModule(wkt)],
    ["playground", asModule(playground)],
  ]);
}

/** Compiled modules ask for this mark before they take `default` and names from an object. */
function asModule(exports: object): object {
  return { ...exports, __esModule: true };
}
