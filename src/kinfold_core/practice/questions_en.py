"""Questions worth asking, in our own words (practice design 2.9 and A3).

One a line: key, stage, whom it is asked, the question. A key is never used for another
question: favourites and the marks of visits hang on it.
"""

# ruff: noqa: E501  (one question stays on one line, to be read and translated)

from __future__ import annotations

from typing import Final

LISTING: Final = """
harm-1 | elicit | parent | What has happened that you wish your child had not had to see or feel?
harm-2 | amplify | parent | Can you take me through that evening, from tea-time on? Who was where?
harm-3 | amplify | parent | When was the first time? When was the worst? When was the last?
harm-4 | reflect | parent | Looking back, which part of this do you think stays with your child most?
harm-5 | start_over | parent | What else has happened that I should understand?
harm-6 | elicit | child | What happened that made you sad, scared or cross?
harm-7 | amplify | child | Where were you? What did you see, and what could you hear?
harm-8 | reflect | child | Which of these things do you most want to stop?
harm-9 | elicit | network | What have you seen or heard yourself that worried you?
harm-10 | amplify | network | How were the children afterwards? What did they do or say?
harm-11 | reflect | network | Which of these times still bothers you, and why that one?
harm-12 | elicit | referrer | What happened, on which day, and who told you or saw it?
harm-13 | amplify | referrer | Is this the first time, the worst time, or one of many?
harm-14 | amplify | referrer | What did you notice about the child that day, and in the days after?
harm-15 | elicit | colleague | If there had been a camera in the room, what would it have shown?
harm-16 | amplify | colleague | What do we know of the first time, the worst and the last? Who told us?
harm-17 | reflect | colleague | What did it do to each child, and how do we know?

danger-1 | elicit | parent | If nothing changed, what is your own worst fear for your child?
danger-2 | amplify | parent | What makes that a real worry for you? Who else would say so?
danger-3 | reflect | parent | How would you put our worry, so that it is fair and still true?
danger-4 | start_over | parent | Is there a worry you have that nobody has asked you about?
danger-5 | elicit | child | When you lie in bed, what do you worry might happen?
danger-6 | amplify | child | When is that worry biggest? When is it smallest?
danger-7 | reflect | child | Who do you want to know about this worry?
danger-8 | elicit | network | If things go on as they are, what do you fear might happen, and to whom?
danger-9 | amplify | network | What have you seen that makes you think so?
danger-10 | reflect | network | Could you say this worry to the family yourself? What words would you use?
danger-11 | elicit | referrer | What are you most worried will happen if nobody does anything?
danger-12 | amplify | referrer | When might it happen? On which days, at what time, with whom there?
danger-13 | reflect | referrer | What would you need to hear to worry less?
danger-14 | elicit | colleague | Who is worried, about what, and what might happen to each child?
danger-15 | amplify | colleague | What would have to go wrong for this to happen?
danger-16 | reflect | colleague | Would this family know that these words are about them?
danger-17 | start_over | colleague | What might we be missing because we are looking so hard at this?

factor-1 | elicit | parent | What makes it harder to sort this out just now?
factor-2 | amplify | parent | On a week when money is short or you have not slept, what is different at home?
factor-3 | reflect | parent | Which of these, if it were lifted, would help the most?
factor-4 | amplify | parent | What have we done, or not done, that has made things harder for you?
factor-5 | elicit | child | What makes a bad day a bad day at your house?
factor-6 | amplify | child | What could grown-ups take care of, so that you do not have to?
factor-7 | elicit | network | What do you see getting in the way for this family?
factor-8 | amplify | network | What makes it hard for you to help as much as you would like?
factor-9 | reflect | network | What could somebody take off their shoulders this week?
factor-10 | elicit | referrer | What else is going on for this family that we should know before we ring?
factor-11 | amplify | referrer | How have they found it to work with you, and with others?
factor-12 | elicit | colleague | What makes this harder, in the family, around it or in our own service?
factor-13 | amplify | colleague | How many workers have they had, and how often have they told their story?
factor-14 | reflect | colleague | Is this the danger itself, or something that makes the danger harder to sort out?

strength-1 | elicit | parent | What are you proud of as a parent, on an ordinary day?
strength-2 | amplify | parent | What does your child love doing with you? When was the last time?
strength-3 | amplify | parent | How have you managed to keep going when it has been so hard?
strength-4 | reflect | parent | What would your child say you do best?
strength-5 | start_over | parent | What else works in your family that a visitor would not see?
strength-6 | elicit | child | What is the best thing about your family?
strength-7 | amplify | child | Tell me about a really good day. Who was there, and what did you do?
strength-8 | reflect | child | What should never change?
strength-9 | elicit | network | What do you like about how they are with their children?
strength-10 | amplify | network | When do you see them at their best?
strength-11 | reflect | network | What have they taught their children that you admire?
strength-12 | elicit | referrer | What goes well for this child, at home or with you?
strength-13 | amplify | referrer | Who does the child light up for?
strength-14 | elicit | colleague | What do you respect in this family?
strength-15 | amplify | colleague | When were you pleasantly surprised by them?
strength-16 | reflect | colleague | Which of these strengths has ever kept a child safe, and which has not been tried?

safety-1 | elicit | parent | Was there a time when it could have happened and did not? What did you do?
safety-2 | amplify | parent | How did you know it was time to act? What did you do first?
safety-3 | amplify | parent | Who helped? How often has that worked?
safety-4 | reflect | parent | What does that tell you about how you keep your child safe?
safety-5 | start_over | parent | When else has somebody stepped in at the right time?
safety-6 | elicit | child | When it gets scary, who helps you feel safe?
safety-7 | amplify | child | What do they do? Where do you go?
safety-8 | reflect | child | What do you do that helps? Is it all right that you have to?
safety-9 | elicit | network | When have you stepped in, and what did you do?
safety-10 | amplify | network | How did you know that you were needed? Who rang you?
safety-11 | reflect | network | What made it possible, and could you do it again?
safety-12 | elicit | referrer | Has anybody in the family ever stopped this from happening? Who, and when?
safety-13 | amplify | referrer | What did you see the parents do to look after the child that day?
safety-14 | elicit | colleague | Who has protected this child against this danger, on which day?
safety-15 | amplify | colleague | Was the danger really there that day? Who saw what was done?
safety-16 | reflect | colleague | If it happened three times, what would make it happen every time?

goal-1 | elicit | parent | Suppose you wake up one day and this is sorted. What are the children seeing?
goal-2 | amplify | parent | Who is there? What happens at tea-time? What happens on pay-day?
goal-3 | amplify | parent | What will you be doing instead?
goal-4 | reflect | parent | Which part of that would your own family most like to see?
goal-5 | start_over | parent | What else would tell you that you no longer need us?
goal-6 | elicit | child | If you had three wishes for your family, what would they be?
goal-7 | amplify | child | When that wish has come true, what will Saturday be like?
goal-8 | reflect | child | Which wish should the grown-ups start with?
goal-9 | elicit | network | What would you need to see before you stop worrying?
goal-10 | amplify | network | How long would it have to stay like that before you trust it?
goal-11 | reflect | network | What part of that would you like to have a hand in?
goal-12 | elicit | referrer | What would you need to see to be satisfied that the child is well?
goal-13 | amplify | referrer | What would be different at school, or wherever you meet the child?
goal-14 | elicit | colleague | What must we see, and for how long, before we can leave?
goal-15 | amplify | colleague | Could a ten-year-old read this goal and know what it looks like?
goal-16 | reflect | colleague | Is this a life for the children, or a list of things to go to?

step-1 | elicit | parent | What is one small thing that could be done before we meet again?
step-2 | amplify | parent | What will you do first? Who could do it with you?
step-3 | reflect | parent | How sure are you that you can do it, and what would make you surer?
step-4 | start_over | parent | What would you like us to do by then?
step-5 | elicit | child | What is one thing you would like a grown-up to do this week?
step-6 | amplify | child | Who should do it, and when would be a good time?
step-7 | elicit | network | What could you do this week that would make a difference?
step-8 | amplify | network | On which day, and who does it if you cannot?
step-9 | reflect | network | What might get in the way, and who would you ring?
step-10 | elicit | referrer | What are you able to go on doing while we do our part?
step-11 | amplify | referrer | When will you next see the child, and what will you look for?
step-12 | elicit | colleague | What is the smallest step that would move the scale by one?
step-13 | amplify | colleague | Who does it, by when, and who needs to know?
step-14 | reflect | colleague | Which of our own promises to this family is late?

scale-1 | elicit | parent | From 0 to 10, where would you put things today?
scale-2 | amplify | parent | What makes it that high, and not lower?
scale-3 | amplify | parent | Where would your child put it? Where would your mother, or your best friend?
scale-4 | reflect | parent | What would have to happen for you to go one higher?
scale-5 | elicit | child | If 0 is very scary and 10 is all safe, where is home today?
scale-6 | amplify | child | What puts it there? What was it like when it was lower?
scale-7 | reflect | child | What would make it one step better?
scale-8 | elicit | network | Where do you put it from 0 to 10, and what have you seen that puts it there?
scale-9 | amplify | network | What do you know that we do not, that makes your number different?
scale-10 | reflect | network | What would you have to see to go one higher?
scale-11 | elicit | referrer | From 0 to 10, how safe do you think this child is tonight?
scale-12 | amplify | referrer | What keeps it from being lower?
scale-13 | elicit | colleague | Where would you put it, and what one fact weighs most?
scale-14 | amplify | colleague | Our numbers are far apart. What does each of us see?
scale-15 | start_over | colleague | Whose number have we not asked for yet?

network-1 | elicit | parent | Who was the first person you rang when this happened?
network-2 | amplify | parent | Who would your children run to? Whose opinion matters to you?
network-3 | amplify | parent | Who is there from the other parent's side?
network-4 | reflect | parent | What would they need to know to be a real help?
network-5 | start_over | parent | Who used to be close, and might be again?
network-6 | elicit | child | Who are the grown-ups you like being with?
network-7 | amplify | child | Who would you tell if you had a secret that felt too big?
network-8 | reflect | child | Who do you miss?
network-9 | elicit | network | How do you know the children, and what do they call you?
network-10 | amplify | network | What have you been told of the worry? Is it the whole of it?
network-11 | reflect | network | Who else should be in this room?
network-12 | elicit | referrer | Who brings the child, who collects, who comes to the school play?
network-13 | amplify | referrer | Who would you ring if the parents did not answer?
network-14 | elicit | colleague | Who in this network knows the danger, in words as plain as ours?
network-15 | amplify | colleague | Who from each side of the family has not been asked?
network-16 | reflect | colleague | Could these people run things without us? What is missing?

child-1 | elicit | parent | What is your child like? What would you like me to know first?
child-2 | amplify | parent | How do you know when something is wrong for your child?
child-3 | reflect | parent | What does your child understand of why we come? Who should explain it?
child-4 | elicit | child | Who listens to you?
child-5 | amplify | child | How do you know that they listen? What do they do?
child-6 | reflect | child | What do you think grown-ups have not understood?
child-7 | start_over | child | Is there something you hoped I would ask?
child-8 | elicit | child | What would you like me to tell your family, and what should I keep between us if I can?
child-9 | elicit | network | What does this child love, and what makes this child laugh?
child-10 | amplify | network | When the child is with you, what do you talk about?
child-11 | reflect | network | What would the child say is the most important thing to change?
child-12 | elicit | referrer | What has the child said to you, in the child's own words?
child-13 | amplify | referrer | What did you say back, and how was the child then?
child-14 | elicit | colleague | What would we know of this child if the worry were taken away?
child-15 | amplify | colleague | When did the child's words last change what we did?
child-16 | reflect | colleague | What has each brother or sister told us, apart from the others?

plan-1 | elicit | parent | What do you already do, day by day, that keeps your child safe?
plan-2 | amplify | parent | What will you notice first when it starts to go wrong? Who do you ring?
plan-3 | amplify | parent | If that person cannot come, who does?
plan-4 | reflect | parent | Which hard days are coming up, and does this plan hold on them?
plan-5 | start_over | parent | What else should be in it, so that it is yours and not ours?
plan-6 | elicit | child | What should happen when you start to feel worried?
plan-7 | amplify | child | What sign could you give, and who would see it?
plan-8 | reflect | child | Do you know what each grown-up has promised to do?
plan-9 | elicit | network | Which part of this plan is yours, and are you happy to do it?
plan-10 | amplify | network | How will you know that it is needed, day or night?
plan-11 | reflect | network | What would make you pick up the phone to us?
plan-12 | elicit | referrer | What part could you play while the family tries this out?
plan-13 | amplify | referrer | What would show you that the plan works, or does not?
plan-14 | elicit | colleague | What must be in place, and can we leave the how to the family?
plan-15 | amplify | colleague | Which rule has been used on a hard day, and what happened?
plan-16 | reflect | colleague | If we left tomorrow, which of these would still be happening in a year?
""".strip()
