import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { zh } from "./zh";

export type Language = "zh" | "en";
const kStored = "liandong.language";

export function storedLanguage(): Language {
  const stored = localStorage.getItem(kStored);
  if (stored === "zh" || stored === "en") return stored;
  return navigator.language.startsWith("zh") || !navigator.language.startsWith("en") ? "zh" : "en";
}

/// English is fetched only by those who read it.
async function load(language: Language) {
  if (language === "en" && !i18next.hasResourceBundle("en", "translation")) {
    const { en } = await import("./en");
    i18next.addResourceBundle("en", "translation", en);
  }
}

export async function setLanguage(language: Language) {
  await load(language);
  localStorage.setItem(kStored, language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  await i18next.changeLanguage(language);
}

export async function startTexts() {
  const language = storedLanguage();
  await i18next.use(initReactI18next).init({
    lng: "zh",
    fallbackLng: "zh",
    resources: { zh: { translation: zh } },
    interpolation: { escapeValue: false }, // React escapes
  });
  await setLanguage(language);
}

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof zh };
  }
}
