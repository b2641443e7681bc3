import { Button, Dropdown, type MenuProps } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useMe, useSession } from "@/api/session";
import { setLanguage } from "@/text/i18n";
import { useWords } from "@/text/words";
import { dropAllDrafts } from "@/ui/useDraft";
import { useThemeChoice } from "./themeContext";

export function PersonMenu() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { signOut } = useSession();
  const { city } = useWords();
  const theme = useThemeChoice();
  const go = useNavigate();
  const roles = me.roles
    .map((code) => city?.roles.find((role) => role.code === code)?.name ?? code)
    .join("、");

  const leave = async () => {
    try {
      await signOut();
      dropAllDrafts();
    } catch {
      window.location.reload();
    }
  };
  const items: MenuProps["items"] = [
    { key: "account", label: t("person.account"), onClick: () => void go("/account") },
    {
      key: "language",
      label: i18n.language === "en" ? "中文" : "English",
      onClick: () => void setLanguage(i18n.language === "en" ? "zh" : "en"),
    },
    {
      key: "theme",
      label: t("person.theme"),
      children: (["light", "dark", "system"] as const).map((choice) => ({
        key: choice,
        label: t(`theme.${choice}`),
        onClick: () => theme.choose(choice),
      })),
    },
    { type: "divider" },
    { key: "out", label: t("person.signOut"), onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="topRight">
      <Button type="text" className="person">
        <span className="avatar" aria-hidden="true">
          {(me.name.replace(/^演示/, "") || me.login).slice(0, 1)}
        </span>
        <span className="person-text">
          <b>{me.name || me.login}</b>
          <small>{roles}</small>
        </span>
      </Button>
    </Dropdown>
  );
}
