import { type DescMessage, type MessageShape, toJsonString } from "@bufbuild/protobuf";

const maxCharacters = 200;

/** A reply as the Calls table shows it: JSON, cut. Undefined where a message has no JSON form (an unknown `Any`). */
export function previewReply<Desc extends DescMessage>(
  schema: Desc,
  message: MessageShape<Desc>,
): string | undefined {
  try {
    const json = toJsonString(schema, message);
    return json.length > maxCharacters ? `${json.slice(0, maxCharacters)}…` : json;
  } catch {
    return undefined;
  }
}
