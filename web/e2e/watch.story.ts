import { describe, expect, test } from "vitest";
import { setStage } from "./stage";
import { storesOf } from "./world";

// Those who steer: a number and the cases behind it, a map of where they gather, what other systems are owed, and
// two cases that are one.

describe.each(storesOf("PostgreSQL"))("on %s", (engine) => {
  const stage = setStage({ engine });

  test("a rate, its ranking, and the cases behind a number of it", async () => {
    const supervisor = await stage.person("supervisor", "/figures");
    const { page } = supervisor;
    await page.locator(".ranking tbody tr").nth(2).waitFor();
    await page.locator(".chart svg").waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("figures");
    await page.getByRole("button", { name: /受理办件量/ }).click();
    await page.getByRole("button", { name: /^合计 分子/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("link").first().waitFor();
    expect(page.url()).toContain("part=numerator");
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("figures-cases");
    // The address alone says what a colleague sees.
    const again = await page.context().newPage();
    await again.goto(page.url());
    await again.getByRole("dialog").getByRole("link").first().waitFor();
    await again.close();
    await dialog.getByRole("link").first().click();
    await page.locator(".case-head").waitFor();
  });

  test("the card, and a number that others count", async () => {
    const supervisor = await stage.person("supervisor", "/figures?view=card");
    const { page } = supervisor;
    await supervisor.says("六升一降");
    expect(await page.locator(".card-tile").count()).toBe(7);
    const form = page.getByRole("form", { name: "外部数据填报" });
    await form.getByLabel("数值").fill("12");
    await form.getByRole("button", { name: /保\s?存/ }).click();
    await page.getByRole("cell", { name: "12", exact: true }).waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("card");
  });

  test("a month is assessed, and every point of it is explained", async () => {
    // The demo is five days old: on the first of a month, most of it lies in the month before.
    const month = new Date(Date.now() + (8 - 48) * 3_600_000).toISOString().slice(0, 7);
    const supervisor = await stage.person("supervisor", `/figures?view=assessment&period=${month}`);
    const { page } = supervisor;
    await supervisor.says("这个月还没有计算考核");
    await supervisor.button("计算本月考核").click();
    const reckoned = page.waitForResponse((reply) => reply.request().method() === "POST");
    await page.locator(".ant-popconfirm-buttons .ant-btn-primary").click();
    expect((await reckoned).status()).toBe(201);
    await page.locator(".assessment-unit").first().click();
    await page.locator(".assessment-parts tbody tr").first().waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("assessment");
  });

  test("figures in English in the dark", async () => {
    const reader = await stage.person("auditor", "/figures", {
      width: 1440,
      height: 900,
      language: "en",
      theme: "dark",
    });
    await reader.page.locator(".chart svg").waitFor();
    await reader.says("On time");
    expect(await reader.barriers()).toEqual([]);
    await reader.picture("figures-dark-english");
  });

  test("the map shows where cases gather, finds a place, and tells who stands there", async () => {
    const supervisor = await stage.person("supervisor", "/map");
    const { page } = supervisor;
    await page.locator(".map-places li").first().waitFor();
    await page.locator(".map canvas").waitFor();
    await page.locator(".map-places .ant-btn").first().click();
    expect(page.url()).toContain("at=");
    // The map has gone there, so its middle lies within the street; a little off it is no circle.
    const box = await page.locator(".map canvas").boundingBox();
    await page.locator(".map canvas").click({
      position: { x: (box?.width ?? 0) / 2 + 60, y: (box?.height ?? 0) / 2 + 60 },
    });
    await page.locator(".cell-people li").first().waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("map");
  });

  test("each case stands on the map at its place, and a click opens it", async () => {
    const desk = await stage.api("dispatcher");
    const { id } = await desk.post<{ id: string }>("/api/v1/cases", {
      channel: "phone",
      type: "complaint",
      category: "010603",
      place: "460105001",
      point: { lon: 110.2803, lat: 20.0052 },
      narrative: { title: "楼顶铁皮棚", content: "酒楼楼顶搭了铁皮棚" },
    });
    const supervisor = await stage.person("supervisor", "/map");
    const { page } = supervisor;
    await page.getByText("工单位置").click();
    await supervisor.rows().nth(3).waitFor();
    await page.locator(".map canvas").waitFor();
    expect(await supervisor.barriers()).toEqual([]);
    await supervisor.picture("map-cases");
    // The one that was just taken down: the list finds it, the map goes there, and it is in the middle.
    await supervisor.go("/map?show=cases&state=registered&place=460105001&category=010603");
    await supervisor.rows().filter({ hasText: "楼顶铁皮棚" }).click();
    await page.waitForURL(new RegExp(`case=${id}`));
    const map = page.locator(".map canvas");
    await map.waitFor();
    await expect
      .poll(
        async () => {
          const box = await map.boundingBox();
          await map.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } });
          return page.url();
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toContain(`/cases/${id}`);
  });

  test("linked systems, and a subscription whose secret is shown once", async () => {
    const administrator = await stage.person("administrator", "/links");
    const { page } = administrator;
    await administrator.says("数字城管");
    await administrator.button("数字城管对账").click();
    await administrator.says("对方还没有报数");
    const name = page.getByLabel("名称");
    await name.fill("指挥大屏");
    await page.getByLabel("接收地址").fill("https://wall.example/events");
    await administrator.button("新增订阅").click();
    await administrator.says("签名密钥只显示这一次");
    expect(await administrator.barriers()).toEqual([]);
    await administrator.picture("links");
  });

  test("two cases of one matter are compared, merged, and taken apart again", async () => {
    const desk = await stage.api("dispatcher");
    const open = async (content: string) => {
      const { id } = await desk.post<{ id: string }>("/api/v1/cases", {
        channel: "phone",
        type: "complaint",
        category: "010603",
        place: "460105001",
        narrative: { title: content.slice(0, 12), content },
      });
      return id;
    };
    const first = await open("楼顶搭了铁皮棚，下雨天噪音很大");
    const second = await open("酒楼楼顶的铁皮棚，晚上吵得睡不着");
    const dispatcher = await stage.person("dispatcher", `/cases/${second}`);
    const { page } = dispatcher;
    const more = page.getByRole("button", { name: /^更多/ });
    await dispatcher.button("备注").or(more).first().waitFor();
    if (!(await page.getByRole("button", { name: "并单", exact: true }).count())) await more.click();
    await page.getByRole("button", { name: "并单", exact: true }).click();
    const form = page.getByRole("form", { name: "并单" });
    await form
      .getByRole("button", { name: /楼顶搭了铁皮棚/ })
      .first()
      .click();
    await form.getByRole("region", { name: "并入" }).getByText(first).waitFor();
    await form.getByLabel("并单理由").fill("同一处楼顶");
    expect(await dispatcher.barriers()).toEqual([]);
    await dispatcher.picture("merge");
    await form.getByRole("button", { name: "并单", exact: true }).click();
    await page.locator(".case-head .badge", { hasText: "已合并" }).waitFor();
    await page.locator(".ant-message").getByRole("button", { name: "撤销并单" }).click();
    await dispatcher.says("已撤销并单");
    await page.locator(".case-head .badge", { hasText: "待派" }).waitFor();
  });

  test("what units dispute most is named on the dispatcher's page, with whose it was and where", async () => {
    const desk = await stage.api("dispatcher");
    const district = await stage.api("unit_officer.d460105");
    const street = await stage.api("unit_officer.t46010501");
    const cases: string[] = [];
    for (const side of ["东", "西", "北"]) {
      const { id } = await desk.post<{ id: string }>("/api/v1/cases", {
        channel: "phone",
        type: "complaint",
        category: "010603",
        place: "460105001",
        narrative: {
          title: `楼顶${side}侧加盖`,
          content: `楼顶${side}侧搭了一间铁皮房，两家单位都说不归自己管`,
        },
      });
      const path = `/api/v1/cases/${id}`;
      await desk.post(`${path}/dispatch`, { lead: "D460105", assisting: ["T46010501"] });
      const basis = "职责清单没有此项";
      await street.post(`${path}/return`, { assignment: 2, basis, proposed_unit: "D460105" });
      await district.post(`${path}/return`, { assignment: 1, basis, proposed_unit: "T46010501" });
      await desk.post(`${path}/rule_dispute`, { unit: "D460105", basis: "《中华人民共和国城乡规划法》" });
      cases.unshift(id);
    }
    const dispatcher = await stage.person("dispatcher", "/dispatch?view=disputed");
    const { page } = dispatcher;
    const matters = page.getByRole("region", { name: "争议最多的事项" });
    const matter = matters.locator("ol > li", { hasText: "楼顶加盖与阳台外扩" });
    await matter.getByText(/^裁定秀英区.*承办 \d+ 件$/).click();
    await matter.getByRole("link", { name: cases[0] }).click();
    await page.locator(".queue-pane .case-head", { hasText: "楼顶北侧加盖" }).waitFor();
    expect(await dispatcher.barriers()).toEqual([]);
    await dispatcher.picture("disputed-matters");
  });
});
