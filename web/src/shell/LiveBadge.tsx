import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { useLiveState } from "@/live/live";

/// Whether what is shown is the present.
export function LiveBadge() {
  const { t } = useTranslation();
  const state = useLiveState();
  return (
    <Tooltip title={t(`live.${state}Hint`)}>
      <span className={`live live-${state}`} role="status">
        <i aria-hidden="true" />
        {t(`live.${state}`)}
      </span>
    </Tooltip>
  );
}
