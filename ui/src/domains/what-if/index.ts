export { WhatIfPage } from "./WhatIfPage";
export { WhatIfs } from "./WhatIfs";
