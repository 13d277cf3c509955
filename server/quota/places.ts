/** What a visitor may hold open at the same time. */
export type Places = {
  /** Takes a place; the caller gives it back, once, by calling what it got. Null: all of the visitor's are taken. */
  take(visitor: string): (() => void) | null;
};

export function createPlaces(perVisitor: number): Places {
  const taken = new Map<string, number>();
  return {
    take(visitor) {
      const count = taken.get(visitor) ?? 0;
      if (count >= perVisitor) return null;
      taken.set(visitor, count + 1);
      let isGiven = false;
      return () => {
        if (isGiven) return;
        isGiven = true;
        const left = (taken.get(visitor) ?? 1) - 1;
        if (left === 0) taken.delete(visitor);
        else taken.set(visitor, left);
      };
    },
  };
}
