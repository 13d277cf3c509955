import { create, type DescMessage, type MessageInitShape, toJsonString } from "@bufbuild/protobuf";

/** Longer requests are not kept: half of one could not be sent again. */
const maxCharacters = 2_000;

/** What a call sent, as whole JSON, to make it again elsewhere. Undefined where it is long or has no JSON form. */
export function previewRequest<Desc extends DescMessage>(
  schema: Desc,
  input: MessageInitShape<Desc>,
): string | undefined {
  try {
    const json = toJsonString(schema, create(schema, input));
    return json.length > maxCharacters ? undefined : json;
  } catch {
    return undefined;
  }
}
