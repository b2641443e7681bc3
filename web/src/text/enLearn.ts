import type { zhLearn } from "./zhLearn";

type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

export const enLearn: Same<typeof zhLearn> = {
  topics: {
    hottest: "Hot topics",
    surges: "Surge warnings",
    asOf: "As of",
    none: "In the last 7 days nothing was brought by many people.",
    notYet: "Topics are being looked for and will show here.",
    gone: "This topic is no longer among the hottest. Choose another.",
    open: "To be handled",
    ended: "Over",
    calm: "No surge: as many cases come in as usual.",
    noneEnded: "No warning has ended yet.",
    more: "More warnings",
    persons: "people",
    casesUnit: "cases",
    fromPersons: "{{count}} people at first",
    caseCount: "{{count}} cases",
    counted: "{{persons}} people, {{cases}} cases",
    cases: "Its cases",
    wholeCity: "Whole city",
    severalMatters: "Several matters",
    unknownMatter: "No category",
    usual: "usually {{count}} an hour",
    hardlyAny: "usually hardly any",
    surgeSays: "{{persons}} people within an hour, {{usual}}; by chance in less than one hour of {{odds}}.",
    hourFrom: "The hour from",
    ledBy: "Led by {{unit}}",
  },
};
