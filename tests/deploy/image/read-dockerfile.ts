import { readFileSync } from "node:fs";
import { type Copy as CopyInstruction, DockerfileParser, type Instruction } from "dockerfile-ast";

export type Stage = {
  /** As later stages call it; the last one has none. */
  readonly name: string | null;
  readonly instructions: readonly Instruction[];
};

export type Copy = {
  /** The stage it takes from; null: the build context. */
  readonly from: string | null;
  readonly sources: readonly string[];
  readonly target: string;
};

/** The stages of a Dockerfile, in order. */
export function readDockerfile(path: string): Stage[] {
  const stages: { name: string | null; instructions: Instruction[] }[] = [];
  for (const instruction of DockerfileParser.parse(readFileSync(path, "utf8")).getInstructions()) {
    if (instruction.getKeyword() === "FROM") {
      const [, as, name] = instruction.getArguments().map((argument) => argument.getValue());
      stages.push({ name: as?.toUpperCase() === "AS" ? (name ?? null) : null, instructions: [] });
    }
    stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** The arguments of every instruction of a kind, one list each. */
export function argumentsOf({ instructions }: Stage, keyword: string): string[][] {
  return instructions
    .filter((instruction) => instruction.getKeyword() === keyword)
    .map((instruction) => instruction.getArguments().map((argument) => argument.getValue()));
}

export function copiesOf({ instructions }: Stage): Copy[] {
  const isCopy = (one: Instruction): one is CopyInstruction => one.getKeyword() === "COPY";
  return instructions.filter(isCopy).map((copy) => {
    const paths = copy.getArguments().map((argument) => argument.getValue());
    return {
      from: copy.getFromFlag()?.getValue() ?? null,
      sources: paths.slice(0, -1),
      target: paths.at(-1) ?? "",
    };
  });
}

/** What a stage deletes again, by its lines `RUN rm -rf …` and `RUN cd <folder> && rm -rf …`: paths that may end in `*`. */
export function removedBy(stage: Stage): string[] {
  return argumentsOf(stage, "RUN").flatMap((words) => {
    const [, folder = "", paths] = /^(?:cd (\S+) && )?rm -rf (.+)$/.exec(words.join(" ")) ?? [];
    if (paths === undefined) return [];
    return paths.split(" ").map((path) => (folder === "" ? path : `${folder}/${path}`));
  });
}

/** The JSON form of an instruction such as ENTRYPOINT, as the words that are started. */
export function commandOf(stage: Stage, keyword: string): string[] {
  const [words = []] = argumentsOf(stage, keyword);
  return JSON.parse(words.slice(words.findIndex((word) => word.startsWith("["))).join(" ")) as string[];
}
