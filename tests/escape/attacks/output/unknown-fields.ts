import { create } from "@bufbuild/protobuf";
import { NoteSchema } from "./gen/target_pb";

/** A small message with a million fields of a newer schema. */
export function attack() {
  const note = create(NoteSchema, { text: "answered" });
  const data = new Uint8Array([1]);
  note.$unknown = Array.from({ length: 1_000_000 }, () => ({ no: 5, wireType: 0, data }));
  return note;
}
