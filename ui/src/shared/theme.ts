import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** Deep teal, the one accent. */
const teal: MantineColorsTuple = [
  "#e8f6f7",
  "#d3eaec",
  "#a5d5d9",
  "#74bfc6",
  "#4eacb5",
  "#2f97a2",
  "#14808b",
  "#0b6873",
  "#08545d",
  "#043e45",
];

/** The red of what cannot be taken back; white on it reads at 4.5 : 1 in both themes. */
const red: MantineColorsTuple = [
  "#fdf0ee",
  "#fadbd6",
  "#f2b3a9",
  "#e98878",
  "#de6350",
  "#d04a36",
  "#c53a25",
  "#b42a17",
  "#962112",
  "#6f170b",
];

/** Neutral slate, from light to dark. */
const slate: MantineColorsTuple = [
  "#f5f7f9",
  "#eaeef2",
  "#dbe1e7",
  "#c1cad3",
  "#93a0ad",
  "#6b7885",
  "#525f6c",
  "#3b4753",
  "#232d37",
  "#131a21",
];

/** Mantine's dark scale, from text to the deepest surface. */
const dark: MantineColorsTuple = [
  "#e4eaef",
  "#c3ccd5",
  "#9fabb7",
  "#74818e",
  "#33404c",
  "#273139",
  "#1d262e",
  "#161d24",
  "#10161c",
  "#0b1015",
];

export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: { light: 7, dark: 6 },
  colors: { teal, red, slate, dark, gray: slate },
  fontFamily:
    '"Inter Variable", "PingFang HK", "PingFang TC", "Microsoft JhengHei", "Noto Sans HK", "Noto Sans CJK HK", "Noto Sans CJK TC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.8125rem", lg: "0.9375rem", xl: "1.125rem" },
  spacing: { xs: "0.25rem", sm: "0.5rem", md: "0.75rem", lg: "1rem", xl: "1.5rem" },
  radius: { xs: "2px", sm: "4px", md: "4px", lg: "6px", xl: "8px" },
  defaultRadius: "sm",
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.125rem", lineHeight: "1.4" },
      h2: { fontSize: "0.9375rem", lineHeight: "1.4" },
      h3: { fontSize: "0.8125rem", lineHeight: "1.4" },
    },
  },
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    TextInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs", checkIconPosition: "right" } },
    MultiSelect: { defaultProps: { size: "xs" } },
    TagsInput: { defaultProps: { size: "xs" } },
    Checkbox: { defaultProps: { size: "xs" } },
    Radio: { defaultProps: { size: "xs" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "md" } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Menu: { defaultProps: { transitionProps: { duration: 0 }, shadow: "sm" } },
    Modal: {
      defaultProps: { transitionProps: { duration: 0 }, centered: true, padding: "lg" },
      styles: { title: { fontSize: "0.9375rem", fontWeight: 600 } },
    },
    Popover: { defaultProps: { transitionProps: { duration: 0 }, shadow: "sm" } },
    Drawer: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});

/** Maps Mantine's own variables onto the surfaces of `styles.css`. */
export const variables: CSSVariablesResolver = () => ({
  variables: { "--mantine-line-height": "1.45" },
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#17212b",
    "--mantine-color-dimmed": "#52606d",
    "--mantine-color-placeholder": "#64717d",
    "--mantine-color-default-border": "#cbd3db",
    "--mantine-color-anchor": "#0b6470",
  },
  dark: {
    "--mantine-color-body": "#161d24",
    "--mantine-color-text": "#e4eaef",
    "--mantine-color-dimmed": "#a3afba",
    "--mantine-color-placeholder": "#94a1ad",
    "--mantine-color-default-border": "#3a4854",
    "--mantine-color-anchor": "#63c3cd",
  },
});
