import { useCallback, useEffect, useRef, useState } from "react";
import type { Point } from "./geometry";

export interface Position {
  point?: Point;
  /// Metres, as the phone says.
  accuracy?: number;
  trouble?: "denied" | "none";
  isAsking: boolean;
  ask: () => void;
}

const kPatience: PositionOptions = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 15_000 };

/// Where the phone is, asked for once and whenever somebody taps.
export function usePosition(): Position {
  const [found, setFound] = useState<Omit<Position, "ask">>({ isAsking: true });
  const isThere = useRef(true);

  const ask = useCallback(() => {
    if (!navigator.geolocation) {
      setFound({ trouble: "none", isAsking: false });
      return;
    }
    setFound((before) => ({ ...before, isAsking: true }));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (!isThere.current) return;
        const point = { lon: round(coords.longitude), lat: round(coords.latitude) };
        setFound({ point, accuracy: Math.round(coords.accuracy), isAsking: false });
      },
      (fault) => {
        if (!isThere.current) return;
        const trouble = fault.code === fault.PERMISSION_DENIED ? "denied" : "none";
        setFound((before) => ({ ...before, trouble, isAsking: false }));
      },
      kPatience,
    );
  }, []);

  useEffect(() => {
    isThere.current = true;
    ask();
    return () => {
      isThere.current = false;
    };
  }, [ask]);
  return { ...found, ask };
}

/// A tenth of a metre is more than any phone knows.
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
