import { normalise } from './normalise.ts';

/** Words that carry grammar, not meaning. Question words are among them: a question is a common query. */
const arabic = `
  من في على إلى الى عن مع عند عندما لدى منذ حتى خلال عبر بين بعد قبل حول ضد نحو دون بدون سوى غير فوق تحت أمام
  هذا هذه هذان هاتان ذلك تلك هؤلاء أولئك هنا هناك الذي التي الذين اللذان اللتان اللواتي اللاتي
  أنا نحن أنت أنتم هو هي هما هم هن به بها بهم له لها لهم لنا لكم منه منها منهم فيه فيها فيهم عليه عليها عليهم
  إليها إليهم عنه عنها عنهم لديه لديها لديهم لدينا معه معها معهم بينها بينهم علينا فينا
  ما ماذا متى أين كيف لماذا هل كم أي أية من لمن عمن ممن مما عما بما فيما كما
  لم لن لا ليس ليست إن أن أنه أنها أنهم إنه إنها إنهم بأن بأنه بأنها لأن لأنه لأنها كأن لكن لكنه لكنها
  قد لقد فقد وقد سوف ثم أو أم بل إذا إذ لو لولا لكي كي حيث بحيث كذلك أيضا مثل إلا إما أما
  كان كانت كانوا يكون تكون يكونوا تم يتم تتم وهو وهي وهم وكان وكانت ولا ولم ولن وما ومن وفي وعلى وإلى وعن ومع
  كل كلا بعض ذات وقد فإن وإن وأن والتي والذي والذين
`;
const english = `
  a about am an and any are as at be been being but by can could did do does doing done for from had has have having he her
  hers him his how i if in into is it it's its itself me might must my no nor not of on onto or our ours shall she
  should so some such than that the their theirs them then there these they this those to too upon us was we were what
  when where which while who whom whose why will with would you your yours
`;

/** In their normalised spelling. */
const stopWords: ReadonlySet<string> = new Set(normalise(`${arabic} ${english}`).text.trim().split(/\s+/));

export const isStopWord = (word: string): boolean => stopWords.has(word);
