import { type ThemeConfig, theme } from "antd";
import { useEffect, useState } from "react";

export type ThemeChoice = "light" | "dark" | "system";
const kStored = "liandong.theme";
const kFont =
  '"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';

const kLight = {
  colorPrimary: "#1457c9",
  colorInfo: "#1457c9",
  colorSuccess: "#187a3c",
  colorWarning: "#a35a00",
  colorError: "#c0271c",
  colorPrimaryHover: "#0f49ab",
  colorLink: "#1457c9",
  colorLinkHover: "#0f49ab",
  colorErrorHover: "#a3211a",
  colorErrorBorderHover: "#a3211a",
  colorTextBase: "#16202e",
  colorTextSecondary: "#4a5666",
  colorTextTertiary: "#5b6675",
  colorTextDescription: "#5b6675",
  colorTextPlaceholder: "#667180",
  colorTextDisabled: "#667180",
  colorBorder: "#c9d1dc",
  colorBorderSecondary: "#e3e8ef",
  colorBgLayout: "#f3f5f8",
};
const kDark = {
  colorPrimary: "#5c9dff",
  colorInfo: "#5c9dff",
  colorSuccess: "#55c17a",
  colorWarning: "#e0a04a",
  colorError: "#ff7b70",
  colorPrimaryHover: "#7fb0ff",
  colorLink: "#7fb0ff",
  colorLinkHover: "#9cc2ff",
  colorErrorHover: "#ff9d94",
  colorErrorBorderHover: "#ff9d94",
  colorBgBase: "#11161d",
  colorTextBase: "#e6ebf2",
  colorTextSecondary: "#b3bdca",
  colorTextTertiary: "#a0abba",
  colorTextDescription: "#a0abba",
  colorTextPlaceholder: "#93a0b0",
  colorTextDisabled: "#93a0b0",
  colorBorder: "#3a4554",
  colorBorderSecondary: "#262f3b",
  colorBgLayout: "#0c1016",
  colorTextLightSolid: "#0c1016",
};

export function themeOf(isDark: boolean): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: "liandong" },
    token: {
      ...(isDark ? kDark : kLight),
      fontFamily: kFont,
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 32,
      // What opens stands in its place from its first frame: where it grew there, a press before it was seen and the
      // release after it had moved were no click at all.
      motion: false,
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
      Segmented: { trackPadding: 2 },
    },
  };
}

const systemIsDark = () => window.matchMedia("(prefers-color-scheme: dark)").matches;

export function useTheme() {
  const [choice, setChoice] = useState<ThemeChoice>(() => {
    const stored = localStorage.getItem(kStored);
    return stored === "light" || stored === "dark" ? stored : "system";
  });
  const [system, setSystem] = useState(systemIsDark);
  useEffect(() => {
    const query = window.matchMedia("(prefers-color-scheme: dark)");
    const follow = () => setSystem(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  const isDark = choice === "dark" || (choice === "system" && system);
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
  }, [isDark]);
  return {
    choice,
    isDark,
    choose: (next: ThemeChoice) => {
      localStorage.setItem(kStored, next);
      setChoice(next);
    },
  };
}
