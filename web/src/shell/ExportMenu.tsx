import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";

const kFormats = ["xlsx", "csv"] as const;

/// The list as a file, for whoever may take it away.
export function ExportMenu({ urlOf }: { urlOf: (format: (typeof kFormats)[number]) => string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  if (!may("export")) return null;
  const items = kFormats.map((format) => ({
    key: format,
    label: <a href={urlOf(format)}>{t(`cases.export.${format}`)}</a>,
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button size="small">{t("cases.exportTitle")}</Button>
    </Dropdown>
  );
}
