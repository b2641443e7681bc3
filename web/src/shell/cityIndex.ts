import type { Schema } from "@/api/client";

type City = Schema["City"];

/// Looks things up in the city's tables by their code.
export function cityIndex(city: City | undefined) {
  const places = new Map((city?.places ?? []).map((place) => [place.code, place]));
  const units = new Map((city?.units ?? []).map((unit) => [unit.code, unit]));
  const categories = new Map((city?.categories ?? []).map((category) => [category.code, category]));
  return {
    unitName: (code: string) => units.get(code)?.name ?? code,
    placeName: (code: string) => places.get(code)?.name ?? code,
    categoryName: (code: string) => categories.get(code)?.name ?? code,
    category: (code: string) => categories.get(code),
    /// From the district down to the place itself; the city is not said, everybody is in it.
    wayOf: (code: string): string[] => {
      const way: string[] = [];
      let at = places.get(code);
      while (at && way.length < 8) {
        if (at.kind !== "city" || way.length === 0) way.unshift(at.name);
        at = places.get(at.parent);
      }
      return way;
    },
  };
}
