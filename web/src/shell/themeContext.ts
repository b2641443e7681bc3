import { createContext, useContext } from "react";
import type { useTheme } from "@/ui/theme";

type Theme = ReturnType<typeof useTheme>;
export const ThemeContext = createContext<Theme | null>(null);

export function useThemeChoice(): Theme {
  const theme = useContext(ThemeContext);
  if (!theme) throw new Error("useThemeChoice outside of ThemeContext");
  return theme;
}
