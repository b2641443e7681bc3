import AlertOutlined from "@ant-design/icons/AlertOutlined";
import ApiOutlined from "@ant-design/icons/ApiOutlined";
import AuditOutlined from "@ant-design/icons/AuditOutlined";
import BankOutlined from "@ant-design/icons/BankOutlined";
import BarChartOutlined from "@ant-design/icons/BarChartOutlined";
import BranchesOutlined from "@ant-design/icons/BranchesOutlined";
import CameraOutlined from "@ant-design/icons/CameraOutlined";
import CheckSquareOutlined from "@ant-design/icons/CheckSquareOutlined";
import CustomerServiceOutlined from "@ant-design/icons/CustomerServiceOutlined";
import DeploymentUnitOutlined from "@ant-design/icons/DeploymentUnitOutlined";
import EnvironmentOutlined from "@ant-design/icons/EnvironmentOutlined";
import FireOutlined from "@ant-design/icons/FireOutlined";
import KeyOutlined from "@ant-design/icons/KeyOutlined";
import MailOutlined from "@ant-design/icons/MailOutlined";
import PhoneOutlined from "@ant-design/icons/PhoneOutlined";
import ReadOutlined from "@ant-design/icons/ReadOutlined";
import SafetyCertificateOutlined from "@ant-design/icons/SafetyCertificateOutlined";
import ScheduleOutlined from "@ant-design/icons/ScheduleOutlined";
import SearchOutlined from "@ant-design/icons/SearchOutlined";
import SolutionOutlined from "@ant-design/icons/SolutionOutlined";
import TeamOutlined from "@ant-design/icons/TeamOutlined";
import TrophyOutlined from "@ant-design/icons/TrophyOutlined";
import UnorderedListOutlined from "@ant-design/icons/UnorderedListOutlined";
import type { ComponentType } from "react";

const kIcons: Record<string, ComponentType> = {
  "/desk": CustomerServiceOutlined,
  "/dispatch": BranchesOutlined,
  "/grid": CameraOutlined,
  "/unit": BankOutlined,
  "/mediation": SolutionOutlined,
  "/duty": ScheduleOutlined,
  "/review": AuditOutlined,
  "/callback": PhoneOutlined,
  "/cases": UnorderedListOutlined,
  "/supervision": AlertOutlined,
  "/discipline": SafetyCertificateOutlined,
  "/figures": BarChartOutlined,
  "/knowledge": ReadOutlined,
  "/training": TrophyOutlined,
  "/quality": CheckSquareOutlined,
  "/topics": FireOutlined,
  "/map": EnvironmentOutlined,
  "/links": ApiOutlined,
  "/users": TeamOutlined,
  "/access": KeyOutlined,
  "/outbox": MailOutlined,
  "/city": DeploymentUnitOutlined,
};

export function PageIcon({ path }: { path: string }) {
  const Icon = kIcons[path] ?? UnorderedListOutlined;
  return (
    <span aria-hidden="true" className="menu-icon">
      <Icon />
    </span>
  );
}

export const SearchIcon = () => (
  <span aria-hidden="true">
    <SearchOutlined />
  </span>
);
